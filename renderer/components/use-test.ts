import { useLayoutEffect, useState, type RefCallback } from 'react';
import { useRun } from '../run-context';
import { useCall, type CallState } from '../use-call';

export type Test = CallState & {
  /** The button that begins it: the focus goes there when Stop, which had it, is gone. */
  button: HTMLButtonElement | null;
  setButton: RefCallback<HTMLButtonElement>;
  /** How the last one ended, to be read out; empty before and while it runs. */
  ended: string;
};

/** A call that is a test: as long as it runs, what would end it or disturb it waits. @param name `The SMTP burst` */
export function useTest(name: string): Test {
  const call = useCall();
  const { setIsTesting } = useRun();
  const [hasRun, setHasRun] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const { busy, problem } = call;
  useLayoutEffect(() => {
    if (!busy) return;
    setIsTesting(true);
    return () => {
      setHasRun(true);
      setIsTesting(false);
      if (document.activeElement === document.body) button?.focus();
    };
  }, [busy, button, setIsTesting]);
  const how = problem ? 'ended without a result' : 'has ended, its result is shown';
  return { ...call, button, setButton, ended: hasRun && !busy ? `${name} ${how}.` : '' };
}
