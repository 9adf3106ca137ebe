import { Text } from '@fluentui/react-components';
import { formatNumber } from '../../shared/format';
import { effectiveLimit } from '../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../shared/exchange/limits';
import { addressesOf } from '../../shared/exchange/source';
import type { Phase } from '../../shared/run/measured';
import type { LadderResult as Ladder } from '../../shared/run/measurement';
import { serverText } from '../../shared/server-text';
import { describeReplyClass } from '../../shared/smtp/reply-meaning';
import { useRun } from '../run-context';
import { StatusBadge } from './status-badge';

/** What the ladder measured, beside what the rule expects. */
export function LadderResult({ phase }: { phase: Phase }) {
  const { state } = useRun();
  const result = state[phase].ladder;
  const connector = state.connectors.find((candidate) => candidate.identity === result?.connectorIdentity);
  if (!result) return null;
  const before = phase === 'after' ? state.before.ladder : null;
  const expected = connector ? effectiveLimit(readConnectionLimits(connector)).limit : null;
  const isOwn = addressesOf(state.source).includes(result.sourceAddress);
  const meaning = result.refusal && describeReplyClass(result.refusal.class);
  return (
    <>
      <Text size={400} aria-live="polite">
        Measured: <strong>{measured(result)}</strong> sessions{before && ` (before: ${measured(before)})`}, from{' '}
        {result.sourceAddress || 'an unknown address'} to {result.host}:{result.port}
        {result.origin === 'script' && `, by ladder.ps1 on ${serverText(result.machine, 100)}`}.
      </Text>
      <Text size={200}>{openedText(result)}</Text>
      <Agreement result={result} expected={expected} />
      {!isOwn && (
        <StatusBadge
          status="warning"
          word={`Limit not measured from the SQL Server but from ${result.sourceAddress || 'an unknown address'}: it may be another connector’s. Run ladder.ps1 on the SQL Server.`}
        />
      )}
      {result.dropped > 0 && (
        <StatusBadge
          status="warning"
          word={`${sessions(result.dropped)} ended while they were held, so the number is not the limit.`}
        />
      )}
      {result.slow && <StatusBadge status="warning" word={slowText(result.slow)} />}
      {result.refusal && (
        <Text size={200}>
          The first session that was not taken: “{serverText(result.refusal.text)}”. {meaning?.title}.{' '}
          {(phase === 'before' || result.limit === null) && meaning?.meaning}
        </Text>
      )}
    </>
  );
}

function Agreement({ result, expected }: { result: Ladder; expected: number | null }) {
  if (result.stopped) return <StatusBadge status="info" word="Stopped: the number is not the limit." />;
  // What was refused for another reason says nothing about a limit.
  if (result.refusal && result.limit === null)
    return <StatusBadge status="warning" word="No limit was found: what Exchange answered names none." />;
  return result.limit === expected ? (
    <StatusBadge status="passed" word={`As expected (${expected ?? 'no limit'}).`} />
  ) : (
    <StatusBadge
      status="warning"
      word={`Expected ${expected ?? 'no limit'}: others may hold sessions, or another connector answered.`}
    />
  );
}

const sessions = (count: number) => (count === 1 ? '1 session' : `${formatNumber(count)} sessions`);
const measured = (result: Ladder) => (result.limit === null ? `at least ${result.opened}` : String(result.limit));

/** The reading and what was open before it: together they are the limit. */
function openedText({ opened, alreadyOpen }: Ladder): string {
  if (alreadyOpen === null)
    return `${sessions(opened)} were opened. How many that address had open already is not known.`;
  return `${sessions(opened)} were opened; that address had ${sessions(alreadyOpen)} open already.`;
}

function slowText({ session, usualMs, tookMs, perMinute }: NonNullable<Ladder['slow']>): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const rate = perMinute === null ? '' : `, at ${formatNumber(perMinute)} new sessions a minute`;
  return `From session ${session} on greetings took ${seconds(tookMs)} instead of ${seconds(usualMs)}${rate}: Exchange accepts more slowly where MaxConnectionRatePerMinute (1,200 a minute by default) is used up. This is no limit on sessions.`;
}
