import { Text } from '@fluentui/react-components';
import { formatMs } from '../../shared/format';
import type { BurstResult, Phase } from '../../shared/run/measurement';
import { describeReplyClass } from '../../shared/smtp/classify';
import { useRun } from '../run-context';
import { StatusBadge } from './status-badge';
import { ValueTable } from './value-table';

type Row = [name: string, show: (burst: BurstResult) => string];

const time = (ms: number | null) => (ms === null ? 'none' : formatMs(ms));

const rows: readonly Row[] = [
  ['Mails asked', (burst) => String(burst.asked)],
  ['Sent', (burst) => String(burst.sent)],
  ['Failed', (burst) => String(burst.failed)],
  ['Tries refused with 421', (burst) => String(burst.refused421)],
  ['Tries timed out', (burst) => String(burst.timedOut)],
  ['Mails per second (lab time)', (burst) => burst.perSecond?.toFixed(2) ?? 'none'],
  ['Half sent within (lab time)', (burst) => time(burst.p50Ms)],
  ['95 % sent within (lab time)', (burst) => time(burst.p95Ms)],
  ['Slowest (lab time)', (burst) => time(burst.maxMs)],
];

/** The numbers of a burst; after the changes beside those of before. */
export function BurstTable({ phase }: { phase: Phase }) {
  const { state } = useRun();
  const bursts = (phase === 'before' ? [state.before.burst] : [state.before.burst, state.after.burst]).filter(
    (burst) => burst !== null,
  );
  const latest = bursts.at(-1);
  return (
    <>
      <ValueTable
        caption="Test burst"
        columns={['Measured', ...bursts.map((burst) => (burst.phase === 'before' ? 'Before' : 'After'))]}
        rows={rows.map(([name, show]) => [name, ...bursts.map(show)])}
      />
      {latest?.stopped && <StatusBadge status="info" word="Stopped: the numbers cover what had happened by then." />}
      {latest && latest.causes.length > 0 && (
        <ValueTable
          caption="Why tries failed"
          columns={['Why tries failed', 'Mails', 'Tries', 'What it means']}
          rows={latest.causes.map((entry) => [
            describeReplyClass(entry.cause).title,
            entry.mails,
            entry.tries,
            describeReplyClass(entry.cause).meaning,
          ])}
        />
      )}
      {latest && latest.causes.length === 0 && <Text>No try failed.</Text>}
    </>
  );
}
