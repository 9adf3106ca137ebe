import { Text } from '@fluentui/react-components';
import { effectiveLimit } from '../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../shared/exchange/limits';
import { addressesOf } from '../../shared/exchange/source';
import type { Phase } from '../../shared/run/measured';
import type { LadderResult as Ladder } from '../../shared/run/measurement';
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
  const agrees = result.limit === expected;
  const isOwn = addressesOf(state.source).includes(result.sourceAddress);
  return (
    <>
      <Text size={400} aria-live="polite">
        Measured: <strong>{measured(result)}</strong> sessions{before && ` (before: ${measured(before)})`}, from{' '}
        {result.sourceAddress} to {result.host}:{result.port}.
      </Text>
      {result.stopped ? (
        <StatusBadge status="info" word="Stopped: the number is not the limit." />
      ) : (
        <StatusBadge
          status={agrees ? 'passed' : 'warning'}
          word={
            agrees
              ? `As expected (${expected ?? 'no limit'}).`
              : `Expected ${expected ?? 'no limit'}: others may hold sessions, or another connector answered.`
          }
        />
      )}
      {!isOwn && (
        <StatusBadge
          status="warning"
          word={`Measured from ${result.sourceAddress}, not from the SQL Server: its own limit may be another connector’s.`}
        />
      )}
      {result.refusal && (
        <Text size={200}>
          Then Exchange answered: “{result.refusal.text}”.{' '}
          {phase === 'before' && describeReplyClass(result.refusal.class).meaning}
        </Text>
      )}
    </>
  );
}

const measured = (result: Ladder) => (result.limit === null ? `at least ${result.opened}` : String(result.limit));
