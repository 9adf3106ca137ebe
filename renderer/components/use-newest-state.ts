import { call } from '../api';
import { useRun } from '../run-context';

/** Shows what the run's record knows by now: an act that failed may have left something behind all the same. */
export function useNewestState(): () => Promise<void> {
  const { setState } = useRun();
  return async () => {
    const answer = await call('runs.current', {});
    if (answer.ok) setState(answer.value);
  };
}
