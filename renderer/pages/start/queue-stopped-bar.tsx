import type { RunState, RunSummary } from '../../../shared/run/state';
import { MayBeStopped } from '../../components/may-be-stopped';
import { StoppedBar } from '../../components/stopped-bar';
import { formatWhen } from '../../components/when';
import { useCall } from '../../use-call';

/** While it is stopped nobody's mail is sent, so this comes before anything else. */
export function QueueStoppedBar({ run, onOpen }: { run: RunSummary; onOpen: (state: RunState) => void }) {
  const starting = useCall();
  async function start(): Promise<void> {
    const opened = await starting.run('runs.open', { runId: run.id });
    if (!opened) return;
    // Opening reads the server: somebody may have started it since.
    if (opened.queue !== 'stopped-by-run') {
      onOpen(opened);
      return;
    }
    const started = await starting.run('databaseMail.start', {});
    if (started) onOpen(started);
  }
  const who = `The run of ${formatWhen(run.startedAt)}`;
  if (run.problem) return <MayBeStopped who={who} mode={run.mode} problem={run.problem} />;
  return (
    <StoppedBar
      title="Database Mail was stopped by this run."
      text={`${who} stopped it and did not start it again. No mail leaves that SQL Server.`}
      starting={starting}
      onStart={() => void start()}
    />
  );
}
