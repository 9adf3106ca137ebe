import { Text } from '@fluentui/react-components';
import { formatMs } from '../../shared/format';
import { burstNotes } from '../../shared/run/burst-notes';
import type { Phase } from '../../shared/run/measured';
import type { BurstResult } from '../../shared/run/measurement';
import { describeReplyClass } from '../../shared/smtp/reply-meaning';
import { useRun } from '../run-context';
import { ForeignMails } from './foreign-mails';
import { StatusBadge } from './status-badge';
import { ValueTable } from './value-table';

type Row = [name: string, show: (burst: BurstResult) => string];

const time = (ms: number | null) => (ms === null ? 'none' : formatMs(ms));

const counted: readonly Row[] = [
  ['Mails asked', (burst) => String(burst.asked)],
  ['Sent', (burst) => String(burst.sent)],
  ['Failed', (burst) => String(burst.failed)],
  ['Tried again', (burst) => String(burst.retried)],
  ['Tries refused with 421', (burst) => String(burst.refused421)],
  ['Tries timed out', (burst) => String(burst.timedOut)],
];

const timed: readonly Row[] = [
  ['Mails per minute', (burst) => (burst.perSecond === null ? 'none' : (burst.perSecond * 60).toFixed(0))],
  ['Most in one second', (burst) => String(burst.bestSecond ?? 'none')],
  ['Half sent within', (burst) => time(burst.p50Ms)],
  ['95 % sent within', (burst) => time(burst.p95Ms)],
  ['99 % sent within', (burst) => time(burst.p99Ms)],
  ['Slowest', (burst) => time(burst.maxMs)],
];

const sessions: Row = [
  'SQL sessions of the Database Mail process at once, at most (not its SMTP sessions)',
  (burst) => String(burst.databaseMailSessions ?? 'not visible to this login'),
];

/** The numbers of a burst; after the changes beside those of before. */
export function BurstTable({ phase }: { phase: Phase }) {
  const { state } = useRun();
  const bursts = (phase === 'before' ? [state.before.burst] : [state.before.burst, state.after.burst]).filter(
    (burst) => burst !== null,
  );
  const latest = bursts.at(-1);
  const inLabTime = timed.map(([name, show]): Row => [`${name} (lab time)`, show]);
  const rows = [...counted, ...(state.mode === 'practice' ? inLabTime : timed), sessions];
  return (
    <>
      <ValueTable
        caption="Test burst"
        columns={['Measured', ...bursts.map((burst) => (burst.phase === 'before' ? 'Before' : 'After'))]}
        rows={rows.map(([name, show]) => [name, ...bursts.map(show)])}
      />
      {latest && <Causes burst={latest} />}
    </>
  );
}

function Causes({ burst }: { burst: BurstResult }) {
  return (
    <>
      {burstNotes(burst).map((note) => (
        <StatusBadge key={note.text} status={note.status} word={note.text} />
      ))}
      {burst.firstFailure && (
        <Text>
          The first try that failed was of mail {burst.firstFailure.number}: “{burst.firstFailure.text}”.
        </Text>
      )}
      {burst.causes.length > 0 ? (
        <ValueTable
          caption="Why tries failed"
          columns={['Why tries failed', 'Mails', 'Tries', 'What it means']}
          rows={burst.causes.map((entry) => [
            describeReplyClass(entry.cause).title,
            entry.mails,
            entry.tries,
            describeReplyClass(entry.cause).meaning,
          ])}
        />
      ) : (
        <Text>No try failed.</Text>
      )}
      <ForeignMails burst={burst} />
    </>
  );
}
