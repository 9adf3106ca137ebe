import { fromRanges, type TestMails } from '../../../shared/database-mail/test-mails';
import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { PlanTarget } from '../../../shared/run/plan';
import { findTestMails } from '../database-mail/find-test-mails';
import { readQueueStatus } from '../database-mail/queue';
import { changedSettings } from '../../../shared/run/setting-ids';
import type { ChangeRecord } from '../../../shared/run/state';
import type { Session } from '../session';
import type { CallContext } from '../types';
import { readOutcome } from './apply-plan';
import { neitherValue, notReadWhereWritten } from './apply-problem';
import { isQuiet, oldWritersOf, untilEnded, untilQuiet, waitingBar, type OldWriter } from './old-writers';
import { readWhereWritten } from './target-of';

/**
 * After a run was cut off: settles by reading, never by assuming, and not before what may still write is gone. A change without
 * outcome becomes applied or not-applied; a queue this run may have left stopped is asked for. What cannot be read, or is neither
 * the old nor the new values, stays unknown. The mails of a burst that was cut off are looked for. Answers why the first of all those
 * could not be read; null when all were.
 */
export async function settleUnknown(session: Session, context: CallContext): Promise<Problem | null> {
  const { readOnly } = session.run.state();
  if (readOnly) return readOnly;
  const changes = session.run
    .state()
    .changes.filter((change, at, all) => change.outcome === 'unknown' && !isWrittenSince(change, all.slice(at + 1)));
  const failures = await settleChanges(session, changes, context);
  const failed = changes.filter((change) => failures.has(change));
  const mayBeStopping = failed.some(({ plan, target }) => plan.targets[target]?.kind === 'queue');
  let problem = failed.map((change) => failures.get(change)).at(0) ?? null;
  if (!mayBeStopping) await settleQueue(session);
  await settleBursts(session).catch((error: unknown) => (problem ??= toProblem(error)));
  return problem;
}

/** What this run has written since would be read as this change never made: of that no reading tells any more. */
function isWrittenSince(change: ChangeRecord, later: readonly ChangeRecord[]): boolean {
  const own = new Set(changedSettings(change));
  return later.some((each) => each.outcome === 'applied' && changedSettings(each).some((setting) => own.has(setting)));
}

/** Answers of those that could not be read why. All are waited for at once. */
async function settleChanges(session: Session, changes: readonly ChangeRecord[], context: CallContext) {
  const writers = await oldWritersOf(session, changes);
  const say = waitingBar(writers, context);
  const problems = await untilEnded(writers, context, say);
  const tried = async (writer: OldWriter): Promise<boolean> => {
    try {
      return await settleChange(session, writer);
    } catch (error) {
      problems.set(writer, toProblem(error));
      return true;
    }
  };
  const left: OldWriter[] = [];
  for (const writer of writers) if (!problems.has(writer) && !(await tried(writer))) left.push(writer);
  try {
    await untilQuiet(left, context, say);
    for (const writer of left) await tried(writer);
  } catch (error) {
    for (const writer of left) problems.set(writer, toProblem(error));
  }
  return new Map([...problems].map(([{ change }, problem]) => [change, problem]));
}

/** False where it has its old value, and the new one may still come. */
async function settleChange(session: Session, writer: OldWriter): Promise<boolean> {
  const { plan, target } = writer.change;
  const planned = plan.targets[target];
  if (!planned) return true;
  const mayLand = !isQuiet(writer);
  const { values, outcome } = await readSettled(session, planned);
  if (outcome === 'not-applied' && mayLand && planned.changes.length > 0) return false;
  await session.run.record({ type: 'change-settled', planId: plan.id, target, outcome, readBack: values });
  return true;
}

async function readSettled(session: Session, planned: PlanTarget) {
  const { reading, unread } = await readWhereWritten(session, planned);
  const { values } = reading;
  // A restart cannot be read: it counts as not done, and can be done again.
  if (planned.changes.length === 0) return { values, outcome: 'not-applied' as const };
  const outcome = readOutcome(planned, reading);
  if (outcome === 'unknown') throw new ProblemError(neitherValue(planned, reading));
  if (outcome === 'not-applied' && unread) throw new ProblemError(notReadWhereWritten(planned, unread));
  return { values, outcome };
}

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
    title: `A Database Mail burst was cut off after ${mails} mails were queued.`,
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
