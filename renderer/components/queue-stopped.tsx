import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { MayBeStopped } from './may-be-stopped';
import { StoppedBar } from './stopped-bar';

/** On every page while this run has left Database Mail stopped. */
export function QueueStopped() {
  const { state, setState } = useRun();
  const starting = useCall();
  if (state.queue !== 'stopped-by-run') return null;
  if (state.readOnly) return <MayBeStopped who="This run" mode={state.mode} problem={state.readOnly} />;

  async function start(): Promise<void> {
    const answer = await starting.run('databaseMail.start', {});
    if (answer) setState(answer);
  }

  return (
    <StoppedBar
      title="Database Mail is stopped."
      text="This run stopped it and has not started it again. No mail leaves the SQL Server until then."
      starting={starting}
      onStart={() => void start()}
    />
  );
}
