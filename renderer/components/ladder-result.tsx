import { Text } from '@fluentui/react-components';
import { formatNumber } from '../../shared/format';
import { addressesOf } from '../../shared/exchange/source';
import { measuredLimit, sessionsText, whyNoLimit } from '../../shared/run/compare-ladders';
import { limitDuring } from '../../shared/run/connector-during';
import type { Phase } from '../../shared/run/measured';
import type { LadderResult as Ladder } from '../../shared/run/measurement';
import { serverText } from '../../shared/server-text';
import { describeReplyClass } from '../../shared/smtp/reply-meaning';
import { useRun } from '../run-context';
import { LadderTable } from './measure/ladder-table';
import { StatusBadge } from './status-badge';

/** What the ladder measured, beside what the rule expects. */
export function LadderResult({ phase }: { phase: Phase }) {
  const { state } = useRun();
  const result = state[phase].ladder;
  if (!result) return null;
  const isOwn = addressesOf(state.source).includes(result.sourceAddress);
  const meaning = result.refusal && describeReplyClass(result.refusal.class);
  return (
    <>
      <Text size={400} aria-live="polite">
        Measured: <strong>{measuredLimit(result)}</strong> sessions, from {result.sourceAddress || 'an unknown address'}{' '}
        to {result.host}:{result.port}
        {result.origin === 'script' && `, by ladder.ps1 on ${serverText(result.machine, 100)}`}.
      </Text>
      <Text size={200}>{openedText(result)}</Text>
      <Agreement result={result} expected={limitDuring(state, result)} />
      {!isOwn && (
        <StatusBadge
          status="warning"
          word={`Limit not measured from the SQL Server but from ${result.sourceAddress || 'an unknown address'}: it may be another connector’s. Run ladder.ps1 on the SQL Server.`}
        />
      )}
      {result.slow && <StatusBadge status="warning" word={slowText(result.slow)} />}
      {result.refusal && (
        <Text size={200}>
          The first session that was not taken: “{serverText(result.refusal.text)}”. {meaning?.title}.{' '}
          {(phase === 'before' || result.limit === null) && meaning?.meaning}
        </Text>
      )}
      {phase === 'after' && state.before.ladder && <LadderTable />}
    </>
  );
}

/** Whether the number is what the rule gives; nothing is agreed upon where the ladder tells none. */
function Agreement({ result, expected }: { result: Ladder; expected: number | null }) {
  const why = whyNoLimit(result);
  if (why !== null)
    return <StatusBadge status={result.stopped ? 'info' : 'warning'} word={`No limit was found: ${why}.`} />;
  // Here no ladder climbs so high.
  if (result.limit === null && expected !== null && result.opened <= expected)
    return <StatusBadge status="info" word={`None refused up to ${result.opened}; expected ${expected}.`} />;
  return result.limit === expected ? (
    <StatusBadge status="passed" word={`As expected (${expected ?? 'no limit'}).`} />
  ) : (
    <StatusBadge
      status="warning"
      word={`Expected ${expected ?? 'no limit'}: others may hold sessions, or another connector answered.`}
    />
  );
}

/** The reading and what was open before it: together they are the limit. */
function openedText({ opened, alreadyOpen }: Ladder): string {
  if (alreadyOpen === null)
    return `${sessionsText(opened)} were opened. How many that address had open already is not known.`;
  return `${sessionsText(opened)} were opened; that address had ${sessionsText(alreadyOpen)} open already.`;
}

function slowText({ session, usualMs, tookMs, perMinute }: NonNullable<Ladder['slow']>): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const rate = perMinute === null ? '' : `, at ${formatNumber(perMinute)} new sessions a minute`;
  return `From session ${session} on greetings took ${seconds(tookMs)} instead of ${seconds(usualMs)}${rate}: Exchange accepts more slowly where MaxConnectionRatePerMinute (1,200 a minute by default) is used up. This is no limit on sessions.`;
}
