import { lazy, Suspense, useEffect, useState } from 'react';
import type { Problem } from '../shared/result';
import type { Page } from '../shared/run/page';
import type { RunState } from '../shared/run/state';
import { call } from './api';
import { StartPage } from './pages/start/start-page';
import { RunContext } from './run-context';

const loadRunView = async () => ({ default: (await import('./run-view')).RunView });
/** Start needs nothing of a run, and is there sooner without it. */
const RunView = lazy(loadRunView);

/** Start, or the page of the open run: a function of the run's state alone. */
export function App() {
  const [state, setState] = useState<RunState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBack, setIsBack] = useState(false);
  const [isTesting, setIsTesting] = useState(false);
  const [isApplying, setIsApplying] = useState(false);
  // Once Start is there and nothing else to do, so that no page is waited for later.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadRunView());
    return () => cancelIdleCallback(idle);
  }, []);
  if (!state) return <StartPage onOpen={setState} isBack={isBack} />;

  /** An answer that comes after its run was left must not bring it back. */
  const update = (next: RunState) => setState((current) => (current?.id === next.id ? next : current));

  async function open(page: Page): Promise<void> {
    const answer = await call('page.open', { page });
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) update(answer.value);
  }

  async function leave(): Promise<void> {
    // First the page goes, and with it what it was doing; then the run can be closed.
    setIsBack(true);
    setState(null);
    setProblem(null);
    await call('runs.close', {});
  }

  return (
    <RunContext
      value={{ state, setState: update, open, leave, problem, isTesting, setIsTesting, isApplying, setIsApplying }}
    >
      <Suspense fallback={null}>
        <RunView />
      </Suspense>
    </RunContext>
  );
}
