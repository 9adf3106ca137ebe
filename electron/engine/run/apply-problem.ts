import { ProblemError, type Problem } from '../../../shared/result';
import { isSameValue, type Plan, type PlanTarget } from '../../../shared/run/plan';
import { differencesOf } from '../../../shared/run/plan-drift';
import type { TargetReading } from './writable-target';

/** The warning of a write that failed and yet was made. */
export const appliedAllTheSame = (problem: Problem) =>
  `The command ended with an error, but the new values are there: ${problem.title} ${problem.detail}`;

/** Said loudly: the change is there, and so is one that nobody planned. */
export function somethingElseChanged(planned: PlanTarget, sideEffect: string): ProblemError {
  return new ProblemError({
    code: 'apply/side-effect',
    title: `${planned.name} has the new values, but something else changed on it too.`,
    detail: sideEffect,
    hint: 'Compare it with the values before the change and put it right by hand.',
  });
}

/** The read-back shows other values than planned; `cause` is the write's own error, if it had one. */
export function wrongValue(planned: PlanTarget, after: TargetReading, cause: Problem | null): Problem {
  const wrong = planned.changes
    .filter((change) => !isSameValue(after.values[change.setting], change.after))
    .map((change) => `${change.setting} is ${after.values[change.setting] ?? 'missing'}, not ${change.after}`);
  return {
    code: 'apply/read-back',
    title: `${planned.name} does not have the new value.`,
    detail: `${wrong.join('; ')}.${cause ? ` ${cause.title} ${cause.detail}` : ''}`,
    hint: 'Read it again in a minute: the change may still have to reach another domain controller.',
  };
}

/** The write was tried, and its target cannot be read any more. */
export function notKnown(planned: PlanTarget, cause: Problem): Problem {
  return {
    code: 'apply/unknown',
    title: `It is not known whether ${planned.name} was changed: it could not be read back.`,
    detail: `${cause.title} ${cause.detail}`,
    hint: `${cause.hint} Then press “Check again”: RelayTune reads what is there.`,
  };
}

/** The old value is still there, or an act has none, but what was sent to its server may not have got to its end. */
export function mayLandLater(planned: PlanTarget, cause: Problem): Problem {
  return {
    code: 'apply/may-land-later',
    title:
      planned.changes.length > 0
        ? `It is not known whether ${planned.name} will be changed: it has its old value, but the server may still carry the command out.`
        : `It is not known whether ${planned.name} will be stopped: the server may still carry the command out.`,
    detail: `${cause.title} ${cause.detail}`,
    hint: 'Press “Check again”: RelayTune waits until nothing can come any more, and reads what is there.',
  };
}

/** A domain controller that does not answer, and what it came to. */
export type UnreadController = { name: string; cause: Problem };

/** The old value is there, but on another domain controller than the one that was to be written. */
export function notReadWhereWritten(planned: PlanTarget, { name, cause }: UnreadController): Problem {
  return {
    code: 'apply/other-controller',
    title: `It is still not known whether ${planned.name} was changed.`,
    detail: `It was written through ${name}, where it cannot be read: ${cause.title} ${cause.detail} Another domain controller has the old value, but may not have got the new one yet.`,
    hint: `Press “Check again” once ${name} answers, or once Active Directory has replicated.`,
  };
}

/** Read later, it has neither its old values nor the planned ones: nothing tells whether the change was ever made. */
export function neitherValue({ name, changes }: PlanTarget, { values }: TargetReading): Problem {
  const found = changes.map(
    ({ setting, before, after }) =>
      `${setting} is ${values[setting] ?? 'missing'}, was ${before}, and was to be ${after}`,
  );
  return {
    code: 'apply/neither-value',
    title: `${name} has neither its old values nor the planned ones.`,
    detail: `${found.join('; ')}. Somebody else has changed it, or the change was made in part.`,
    hint: 'Undo shows both values and asks before it takes one back; or leave it as it is.',
  };
}

/** Read again before the write, the target is not as it was when planned. Nothing was announced or written. */
export function stale(plan: Plan, planned: PlanTarget, reading: TargetReading): ProblemError {
  const what = differencesOf(planned, reading).join('; ');
  return new ProblemError({
    code: 'plan/stale',
    title: `${planned.name} changed since ${plan.createdAt.slice(11, 16)} UTC. Nothing was written.`,
    detail: `${what}.`,
    hint: 'Plan again: the new plan starts from what is there now.',
  });
}

const codesOfGone: readonly string[] = ['exchange/not-found', 'sql/account-unknown'];

/** The same where there is nothing left to read; any other problem of that reading stands for itself. */
export function notReadable(planned: PlanTarget, problem: Problem): Problem {
  if (!codesOfGone.includes(problem.code)) return problem;
  return {
    code: 'plan/stale',
    title: `${planned.name} is not there any more. Nothing was written.`,
    detail: `${problem.title} ${problem.detail}`,
    hint: problem.hint,
  };
}

/** Where a plan stopped: the place of the target that had the problem, and what had become of that one by then. */
export type StoppedAt = { plan: Plan; index: number; reached: 'applied' | 'not-applied' | 'unknown' };

/** A problem with one target of several: which were changed by then, and which were not touched. */
export function amongOthers({ plan, index, reached }: StoppedAt, problem: Problem): Problem {
  const { length } = plan.targets;
  if (length === 1) return problem;
  const done = reached === 'applied' ? index + 1 : index;
  const lists = whatIsDone(plan, done, index + 1, reached !== 'unknown');
  // The problem of the first one, or of one that was changed, says by itself what came of it.
  if (index === 0 || reached === 'applied') return { ...problem, detail: `${sentence(problem.detail)} ${lists}` };
  // Refused for this one, yet something was written: no longer a plan that changed nothing.
  const code = problem.code.replace(/^plan\//, 'apply/');
  const then = reached === 'unknown' ? 'and of one more it is not known' : 'then it stopped';
  const detail = `${problem.title} ${sentence(problem.detail)} ${lists}`;
  return { ...problem, code, title: `${done} of ${length} were changed, ${then}.`, detail };
}

/** What a server or the system says may end without a full stop. */
const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** @param isKnown what became of the one between those that are done and those that are untouched, if there is one */
function whatIsDone(plan: Plan, done: number, untouchedFrom: number, isKnown = true): string {
  const listed = (from: number, to?: number) =>
    plan.targets
      .slice(from, to)
      .map(({ name }) => name)
      .join(', ') || 'none';
  const notKnown = isKnown ? '' : ` Not known: ${listed(done, untouchedFrom)}.`;
  return `Changed: ${listed(0, done)}.${notKnown} Not touched: ${listed(untouchedFrom)}.`;
}

/** Stopped by the user between two targets; `done` of them were changed. */
export function stoppedBetween(plan: Plan, done: number): ProblemError {
  return new ProblemError({
    code: 'apply/stopped',
    title: `Stopped after ${done} of ${plan.targets.length}.`,
    detail: whatIsDone(plan, done, done),
    hint: 'Plan again to change the rest.',
  });
}
