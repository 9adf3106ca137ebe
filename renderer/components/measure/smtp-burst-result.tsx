import { Text } from '@fluentui/react-components';
import { addressesOf } from '../../../shared/exchange/source';
import { formatMs } from '../../../shared/format';
import { compareSmtpBursts } from '../../../shared/run/compare-smtp-bursts';
import type { Phase } from '../../../shared/run/measured';
import type { SmtpBurstResult as Result } from '../../../shared/run/smtp-burst';
import { smtpBurstNotes } from '../../../shared/run/smtp-burst-notes';
import { phaseWords } from '../../../shared/smtp/phase-words';
import { describeReplyClass } from '../../../shared/smtp/reply-meaning';
import { useRun } from '../../run-context';
import { StatusBadge } from '../status-badge';
import { ValueTable } from '../value-table';
import { bothSides } from '../../../shared/run/both-sides';
import { Comparison } from './comparison';
import { Outdated } from './outdated';
import { PhasePointers } from './phase-pointers';
import { PhaseTimes } from './phase-times';
import { SmtpBurstTable } from './smtp-burst-table';

/** The SMTP burst of a phase, after the changes beside that of before: what changed, the numbers, the causes, what the times say. */
export function SmtpBurstResult({ phase }: { phase: Phase }) {
  const { state } = useRun();
  const { smtpBurst: before } = state.before;
  const after = phase === 'after' ? state.after.smtpBurst : null;
  const latest = after ?? before;
  if (!latest) return null;
  const compared = before && after ? compareSmtpBursts(before, after) : null;
  const isComparable = compared !== null && compared.verdict !== 'Not comparable';
  return (
    <>
      {after && <Outdated test="smtpBurst" />}
      {compared && <Comparison notComparable={isComparable ? null : compared.rule} facts={compared.facts} isTimed />}
      {compared && isComparable && (
        <Text>
          {compared.verdict}: {compared.rule}
        </Text>
      )}
      <SmtpBurstTable before={before} after={after} isComparable={isComparable} />
      {bothSides(before, after, (burst) => smtpBurstNotes(burst, addressesOf(state.source))).map((note) => (
        <StatusBadge key={note.text} status={note.status} word={note.text} />
      ))}
      <PhasePointers burst={latest} />
      <PhaseTimes burst={latest} />
      <Causes burst={latest} />
      <Text size={200}>
        From {latest.sourceAddress} to {latest.host}:{latest.port}, {latest.connectorIdentity};{' '}
        {latest.encrypted ? 'encrypted' : 'not encrypted'}, {latest.signedIn ? 'signed in' : 'not signed in'}; mark of
        its mails “{latest.marker}”. RelayTune’s own lateness, in this computer’s time: {formatMs(latest.lag.p99Ms)} (99
        %), {formatMs(latest.lag.maxMs)} at most.
      </Text>
    </>
  );
}

function Causes({ burst }: { burst: Result }) {
  if (burst.causes.length === 0) return <Text>No mail failed.</Text>;
  return (
    <>
      {burst.firstFailure && (
        <Text>
          The first mail that failed was number {burst.firstFailure.number}, at {phaseWords[burst.firstFailure.phase]}:
          “{burst.firstFailure.text}”.
        </Text>
      )}
      <ValueTable
        caption="Why mails failed by SMTP"
        columns={['Why mails failed', 'Where', 'Mails', 'What it means', 'As received']}
        rows={burst.causes.map(({ cause, phase, mails, example }) => [
          describeReplyClass(cause).title,
          phaseWords[phase],
          mails,
          describeReplyClass(cause).meaning,
          example,
        ])}
      />
    </>
  );
}
