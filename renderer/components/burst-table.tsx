import { Text } from '@fluentui/react-components';
import { burstNotes } from '../../shared/run/burst-notes';
import { burstRows } from '../../shared/run/burst-rows';
import { compareBursts } from '../../shared/run/compare-bursts';
import type { Phase } from '../../shared/run/measured';
import type { BurstResult } from '../../shared/run/measurement';
import { describeReplyClass } from '../../shared/smtp/reply-meaning';
import { useRun } from '../run-context';
import { ForeignMails } from './foreign-mails';
import { bothSides } from '../../shared/run/both-sides';
import { ComparedTable } from './measure/compared-table';
import { Comparison } from './measure/comparison';
import { Outdated } from './measure/outdated';
import { StatusBadge } from './status-badge';
import { ValueTable } from './value-table';

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
        caption="Database Mail burst"
        rows={burstRows}
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
