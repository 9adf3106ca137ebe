import { MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import type { Problem } from '../../shared/result';
import type { RunState } from '../../shared/run/state';
import { CommandText } from './command-text';

type MayBeStoppedProps = {
  /** Which run stopped it: “This run”. */
  who: string;
  mode: RunState['mode'];
  /** Why the run can only be read. */
  problem: Problem;
};

/** A run that stopped Database Mail can only be read: whether it was started again is not known, and RelayTune cannot start it from there. */
export function MayBeStopped({ who, mode, problem }: MayBeStoppedProps) {
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Database Mail may be stopped.</MessageBarTitle>
          {`${who} stopped it. ${whyNotKnown(problem)} ${
            mode === 'practice'
              ? 'It is that of the practice servers: nobody’s mail waits for it.'
              : 'On the SQL Server, see with the first command whether it is; if it is STOPPED and stays so, start it with the second.'
          }`}
        </MessageBarBody>
      </MessageBar>
      {mode === 'servers' && (
        <>
          <Text>See whether Database Mail is stopped:</Text>
          <CommandText text="EXEC msdb.dbo.sysmail_help_status_sp;" />
          <Text>Start it:</Text>
          <CommandText text="EXEC msdb.dbo.sysmail_start_sp;" />
        </>
      )}
    </>
  );
}

const whyNotKnown = ({ code }: Problem): string =>
  code === 'run/in-use'
    ? 'Another RelayTune has the run open, and may be about to start it again.'
    : 'Whether it was started again is not in what could be read of the run’s record.';
