import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { ProblemBar } from './problem-bar';

/** On every page while this run has left Database Mail stopped: nobody's mail is sent until it is started. */
export function QueueStopped() {
  const { state, setState } = useRun();
  const starting = useCall();
  if (state.queue !== 'stopped-by-run') return null;

  async function start(): Promise<void> {
    const answer = await starting.run('databaseMail.start', {});
    if (answer) setState(answer);
  }

  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Database Mail is stopped.</MessageBarTitle>
          This run stopped it and has not started it again. No mail leaves the SQL Server until then.
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
