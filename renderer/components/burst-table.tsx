import { Text } from '@fluentui/react-components';
import { formatMs, formatNumber } from '../../shared/format';
import { burstNotes } from '../../shared/run/burst-notes';
import { compareBursts } from '../../shared/run/compare-bursts';
import type { Phase } from '../../shared/run/measured';
import type { BurstResult } from '../../shared/run/measurement';
import { describeReplyClass } from '../../shared/smtp/reply-meaning';
import { useRun } from '../run-context';
import { ForeignMails } from './foreign-mails';
import { bothSides } from './measure/both-sides';
import { ComparedTable, type ComparedRow } from './measure/compared-table';
import { Comparison } from './measure/comparison';
import { Outdated } from './measure/outdated';
import { StatusBadge } from './status-badge';
import { ValueTable } from './value-table';

type Row = ComparedRow<BurstResult>;

const count = (name: string, value: Row['value'], missing?: string): Row => ({
  name,
  value,
  measure: 'count',
  show: formatNumber,
  ...(missing === undefined ? {} : { missing }),
});
const time = (name: string, value: Row['value']): Row => ({
  name,
  value,
  measure: 'time',
  show: formatMs,
  isTimed: true,
});

const rows: readonly Row[] = [
  count('Mails asked', (burst) => burst.asked),
  count('Sent', (burst) => burst.sent),
  count('Failed', (burst) => burst.failed),
  count('Tried again', (burst) => burst.retried),
  count('Tries refused with 421', (burst) => burst.refused421),
  count('Tries timed out', (burst) => burst.timedOut),
  {
    name: 'Mails per minute',
    value: (burst) => (burst.perSecond === null ? null : burst.perSecond * 60),
    measure: 'rate',
    show: (perMinute) => formatNumber(Math.round(perMinute)),
    isTimed: true,
  },
  { ...count('Most in one second', (burst) => burst.bestSecond), isTimed: true },
  time('Of those sent, half within', (burst) => burst.p50Ms),
  time('Of those sent, 95 % within', (burst) => burst.p95Ms),
  time('Of those sent, 99 % within', (burst) => burst.p99Ms),
  time('Slowest', (burst) => burst.maxMs),
  count(
    'SQL sessions of the Database Mail process at once, at most (not its SMTP sessions)',
    (burst) => burst.databaseMailSessions,
    'not visible to this login',
  ),
];

/** The numbers of a burst; after the changes beside those of before, with what changed. */
export function BurstTable({ phase }: { phase: Phase }) {
  const { state } = useRun();
  const before = state.before.burst;
  const after = phase === 'after' ? state.after.burst : null;
  const latest = after ?? before;
  const compared = before && after ? compareBursts(before, after) : null;
  const isComparable = compared !== null && compared.verdict !== 'Not comparable';
  return (
    <>
      {after && <Outdated test="burst" />}
      {compared && <Comparison notComparable={isComparable ? null : compared.rule} facts={compared.facts} isTimed />}
      <ComparedTable
        caption="Test burst"
        rows={rows}
        before={before}
        after={after}
        isComparable={isComparable}
        inLabTime={state.mode === 'practice'}
      />
      {bothSides(before, after, burstNotes).map((note) => (
        <StatusBadge key={note.text} status={note.status} word={note.text} />
      ))}
      {latest && <Causes burst={latest} />}
    </>
  );
}

function Causes({ burst }: { burst: BurstResult }) {
  return (
    <>
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
