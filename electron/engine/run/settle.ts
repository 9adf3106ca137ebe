import { fromRanges, type TestMails } from '../../../shared/database-mail/test-mails';
import { toProblem, type Problem } from '../../../shared/result';
import type { PlanTarget } from '../../../shared/run/plan';
import { findTestMails } from '../database-mail/find-test-mails';
import { readQueueStatus } from '../database-mail/queue';
import { changedSettings } from '../../../shared/run/setting-ids';
import type { ChangeRecord } from '../../../shared/run/state';
import type { Session } from '../session';
import type { CallContext } from '../types';
import { readOutcome } from './apply-plan';
import { untilNothingLands, untilWriterIsGone } from './old-writers';
import { readerOf } from './target-of';

/**
 * After a run was cut off: settles by reading, never by assuming, and not before what may still write is gone. A change without
 * outcome becomes applied or not-applied; a queue this run may have left stopped is asked for. What cannot be read, or is neither
 * the old nor the new values, stays unknown. The mails of a burst that was cut off are looked for. Answers why the first of all those
 * could not be read; null when all were.
 */
export async function settleUnknown(session: Session, context: CallContext): Promise<Problem | null> {
  const { readOnly } = session.run.state();
  if (readOnly) return readOnly;
  let problem: Problem | null = null;
  let mayBeStopping = false;
  for (const change of session.run.state().changes) {
    const planned = change.plan.targets[change.target];
    if (change.outcome !== 'unknown' || !planned || isWrittenSince(session, change)) continue;
    try {
      await settleChange(session, change, planned, context);
    } catch (error) {
      problem ??= toProblem(error);
      mayBeStopping ||= planned.kind === 'queue';
    }
  }
  if (!mayBeStopping) await settleQueue(session);
  await settleBursts(session).catch((error: unknown) => (problem ??= toProblem(error)));
  return problem;
}

/** What this run has written since would be read as this change never made: of that no reading tells any more. */
function isWrittenSince({ run }: Session, change: ChangeRecord): boolean {
  const { changes } = run.state();
  const own = new Set(changedSettings(change));
  return changes
    .slice(changes.findIndex(({ plan, target }) => plan.id === change.plan.id && target === change.target) + 1)
    .some((later) => later.outcome === 'applied' && changedSettings(later).some((setting) => own.has(setting)));
}

async function settleChange(session: Session, change: ChangeRecord, planned: PlanTarget, context: CallContext) {
  await untilWriterIsGone(session, change, context);
  const { reading, outcome } = await readSettled(session, change, planned, context);
  if (outcome === 'unknown') return;
  await session.run.record({
    type: 'change-settled',
    planId: change.plan.id,
    target: change.target,
    outcome,
    readBack: reading.values,
  });
}

async function readSettled(session: Session, change: ChangeRecord, planned: PlanTarget, context: CallContext) {
  const reading = await readTarget(session, planned);
  // A restart cannot be read: it counts as not done, and can be done again.
  if (planned.changes.length === 0) return { reading, outcome: 'not-applied' as const };
  const outcome = readOutcome(planned, reading);
  if (outcome !== 'not-applied') return { reading, outcome };
  await untilNothingLands(session, change, context);
  const later = await readTarget(session, planned);
  return { reading: later, outcome: readOutcome(planned, later) };
}

const readTarget = async (session: Session, planned: PlanTarget) => (await readerOf(session, planned)).read();

async function settleBursts(session: Session): Promise<void> {
  for (const burst of session.run.state().cutOff) {
    const testMails = await findTestMails(await session.sql(), burst);
    const problem = burstCutOff(testMails);
    await session.run.record({
      type: 'measurement-failed',
      id: burst.id,
      problem,
      ...(testMails ? { testMails } : {}),
    });
  }
}

function burstCutOff(testMails: TestMails | null): Problem {
  const mails = testMails ? fromRanges(testMails.mailIds).length : 0;
  return {
    code: 'burst/cut-off',
    title: `A test burst was cut off after ${mails} mails were queued.`,
    detail: 'Its end was never recorded; its mails were found in msdb by the beginning of their subjects.',
    hint: 'Database Mail sends them all the same. Remove them from msdb when they are done, and send the burst again.',
  };
}

async function settleQueue(session: Session): Promise<void> {
  if (session.run.state().queue !== 'stopped-by-run') return;
  try {
    if ((await readQueueStatus(await session.sql())) === 'STARTED') await session.run.record({ type: 'queue-started' });
  } catch {
    // It stays "stopped by this run": the page offers to start it.
  }
}
