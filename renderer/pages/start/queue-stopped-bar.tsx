import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { RunState, RunSummary } from '../../../shared/run/state';
import { ProblemBar } from '../../components/problem-bar';
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
  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Database Mail was stopped by this run.</MessageBarTitle>
          The run of {formatWhen(run.startedAt)} stopped it and did not start it again. No mail leaves that SQL Server.
        </MessageBarBody>
        <MessageBarActions>
          <Button appearance="primary" disabledFocusable={starting.busy} onClick={() => void start()}>
            Start it now
          </Button>
        </MessageBarActions>
      </MessageBar>
      {starting.problem && <ProblemBar problem={starting.problem} />}
    </>
  );
}
