import { useEffect, useState } from 'react';
import { ProgressLine } from './progress-line';
import type { Planning } from './use-plan';

/** What is there sooner needs no bar. */
const soonMilliseconds = 1000;

/** While a plan takes its time (servers far away, a write of an interrupted program that may still land): what it waits for, and Stop. */
export function PlanningLine({ planning }: { planning: Planning }) {
  return planning.busy ? <Late planning={planning} /> : null;
}

function Late({ planning }: { planning: Planning }) {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), soonMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? (
    <ProgressLine progress={planning.progress} fallback="Reading the servers…" onStop={planning.stop} />
  ) : null;
}
