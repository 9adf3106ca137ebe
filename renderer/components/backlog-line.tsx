import { Button, makeStyles, Text } from '@fluentui/react-components';
import { formatNumber } from '../../shared/format';
import type { Backlog } from '../../shared/run/measurement';
import { ProblemBar } from './problem-bar';
import { TickFirst } from './tick-first';
import type { Reading } from './use-reading';

const useStyles = makeStyles({ row: { display: 'flex', columnGap: '12px', alignItems: 'center', flexWrap: 'wrap' } });

export type BacklogLineProps = {
  reading: Reading<'databaseMail.backlog'>;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  /** The test was asked for without the tick. */
  isMissing: boolean;
  isDisabled: boolean;
};

/** What the server has to send besides the test; with a backlog, the tick without which no test begins. */
export function BacklogLine({ reading, ticked, onTick, isMissing, isDisabled }: BacklogLineProps) {
  const styles = useStyles();
  const backlog = reading.value;
  return (
    <>
      <div className={styles.row}>
        <Text aria-live="polite">{backlog ? counts(backlog) : 'Looking for mail that is waiting…'}</Text>
        <Button size="small" disabledFocusable={reading.busy} onClick={() => void reading.look()}>
          Look again
        </Button>
      </div>
      {reading.problem && <ProblemBar problem={reading.problem} />}
      {waitsOf(backlog) > 0 && (
        <TickFirst
          label="Send the test mails although other mail is waiting"
          missing="Tick this, or wait and look again."
          isMissing={isMissing}
          ticked={ticked}
          isDisabled={isDisabled}
          onTick={onTick}
        >
          Other mail is waiting on this server. The test mails would compete with it for the same connections, and make
          it later. Better wait until it is gone.
        </TickFirst>
      )}
    </>
  );
}

/** Mails that a test would compete with. */
export const waitsOf = (backlog: Backlog | null) => (backlog ? backlog.unsent + backlog.retrying : 0);

function counts({ unsent, retrying, ownWaiting, lastHour, examined, isComplete }: Backlog): string {
  const among = isComplete ? '' : ` (among the newest ${formatNumber(examined)} mails)`;
  const own =
    ownWaiting === 0
      ? ''
      : ` ${formatNumber(ownWaiting)} test mails of RelayTune wait besides: a new test competes with them.`;
  return `Now waiting: ${unsent} unsent, ${retrying} retrying.${own} Mails of the last hour: ${formatNumber(lastHour)}${among}.`;
}
