import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { RunEvent } from '../../../shared/run/event';
import type { Plan, PlanTarget } from '../../../shared/run/plan';

/** What a target looks like on its server now. */
export type TargetReading = {
  /** hashState over the fields that make a plan stale. */
  hash: string;
  /** Every setting the plan names, and whatever else the read-back should record, as the server writes it. */
  values: Record<string, string>;
};

/** One target of a plan: how it is read and written. Errors are ProblemErrors. */
export type WritableTarget = {
  read(): Promise<TargetReading>;
  /** Runs exactly the plan's command; answers the warnings it printed. */
  write(): Promise<{ warnings: string[] }>;
  /** What must not have changed but did; null when all is well. */
  guard?(before: TargetReading, after: TargetReading): string | null;
};

export type ApplySettings = {
  plan: Plan;
  target(target: PlanTarget): WritableTarget;
  record(event: RunEvent): Promise<unknown>;
  progress(text: string, done: number, total: number): void;
  signal: AbortSignal;
};

/**
 * Carries out a confirmed plan, target by target: read again and refuse if stale, journal, write, read back, journal.
 * Stop acts between targets, never inside a write. Throws ProblemError; what was done by then stands in the journal.
 */
export async function applyPlan(settings: ApplySettings): Promise<void> {
  const { plan, signal } = settings;
  for (const [index, planned] of plan.targets.entries()) {
    if (signal.aborted) throw stoppedBetween(plan, index);
    await applyTarget(settings, planned, index);
  }
}

async function applyTarget(settings: ApplySettings, planned: PlanTarget, index: number): Promise<void> {
  const { plan, record } = settings;
  const total = plan.targets.length;
  const say = (text: string) => settings.progress(text, index, total);
  const target = settings.target(planned);

  say(`Reading ${planned.name}…`);
  const before = await target.read();
  if (before.hash !== planned.stateHash) throw stale(plan, planned, before);

  say('Saving the old values…');
  await record({ type: 'change-announced', plan, target: index });
  say(`Changing ${planned.name} (${index + 1} of ${total})…`);
  const written = await attempt(() => target.write());
  say('Reading back…');
  const after = await attempt(() => target.read());

  const ids = { planId: plan.id, target: index };
  const fail = async (outcome: 'not-applied' | 'unknown', problem: Problem) => {
    await record({ type: 'change-failed', ...ids, outcome, problem });
    return new ProblemError(problem);
  };
  const failure = 'failed' in written ? written.failed : null;
  if ('failed' in after) throw await fail('unknown', notKnown(planned, failure ?? after.failed));
  // An act without settings (the restart) that failed was not done, whatever can be read.
  const outcome = failure && planned.changes.length === 0 ? 'not-applied' : readOutcome(planned, after.value);
  const sideEffect = target.guard?.(before, after.value) ?? null;
  if (outcome !== 'applied') {
    const problem = outcome === 'not-applied' && failure ? failure : wrongValue(planned, after.value, failure);
    throw await fail(
      outcome,
      sideEffect === null ? problem : { ...problem, detail: `${problem.detail} ${sideEffect}` },
    );
  }
  const warnings = 'failed' in written ? [appliedAllTheSame(written.failed)] : written.value.warnings;
  const same = planned.changes.length > 0 && sameValues(before.values, after.value.values);
  await record({
    type: 'change-finished',
    ...ids,
    outcome: same ? 'no-change' : 'applied',
    readBack: after.value.values,
    warnings: sideEffect === null ? warnings : [...warnings, sideEffect],
  });
  if (sideEffect !== null) throw somethingElseChanged(planned, sideEffect);
  settings.progress('Done.', index + 1, total);
}

/**
 * What a reading says of a planned write: 'applied' when every setting has its planned value, 'not-applied' when every one
 * has its old value, and 'unknown' for anything in between, which RelayTune did not plan and must not guess at.
 */
export function readOutcome(planned: PlanTarget, reading: TargetReading): 'applied' | 'not-applied' | 'unknown' {
  const all = (value: 'before' | 'after') =>
    planned.changes.every((change) => reading.values[change.setting] === change[value]);
  if (all('after')) return 'applied';
  return all('before') ? 'not-applied' : 'unknown';
}

const appliedAllTheSame = (problem: Problem) =>
  `The command ended with an error, but the new values are there: ${problem.title} ${problem.detail}`;

function somethingElseChanged(planned: PlanTarget, sideEffect: string): ProblemError {
  return new ProblemError({
    code: 'apply/side-effect',
    title: `${planned.name} has the new values, but something else changed on it too.`,
    detail: sideEffect,
    hint: 'Compare it with the values before the change and put it right by hand.',
  });
}

function wrongValue(planned: PlanTarget, after: TargetReading, cause: Problem | null): Problem {
  const wrong = planned.changes
    .filter((change) => after.values[change.setting] !== change.after)
    .map((change) => `${change.setting} is ${after.values[change.setting] ?? 'missing'}, not ${change.after}`);
  return {
    code: 'apply/read-back',
    title: `${planned.name} does not have the new value.`,
    detail: `${wrong.join('; ')}.${cause ? ` ${cause.title} ${cause.detail}` : ''}`,
    hint: 'Read it again in a minute: the change may still have to reach another domain controller.',
  };
}

function notKnown(planned: PlanTarget, cause: Problem): Problem {
  return {
    code: 'apply/unknown',
    title: `It is not known whether ${planned.name} was changed: it could not be read back.`,
    detail: `${cause.title} ${cause.detail}`,
    hint: `${cause.hint} Then close the run and open it again: RelayTune reads what is there.`,
  };
}

const sameValues = (a: Record<string, string>, b: Record<string, string>) =>
  Object.keys(b).every((key) => a[key] === b[key]);

async function attempt<T>(act: () => Promise<T>) {
  try {
    return { value: await act() };
  } catch (error) {
    return { failed: toProblem(error) };
  }
}

function stale(plan: Plan, planned: PlanTarget, reading: TargetReading): ProblemError {
  const differing = planned.changes.filter((change) => reading.values[change.setting] !== change.before);
  const what = differing
    .map((change) => `${change.setting} is ${reading.values[change.setting] ?? 'missing'}, was ${change.before}`)
    .join('; ');
  return new ProblemError({
    code: 'plan/stale',
    title: `${planned.name} changed since ${plan.createdAt.slice(11, 16)} UTC. Nothing was written.`,
    detail: what === '' ? 'Another attribute that this change depends on is different now.' : `${what}.`,
    hint: 'Plan again: the new plan starts from what is there now.',
  });
}

function stoppedBetween(plan: Plan, done: number): ProblemError {
  const names = plan.targets.map((target) => target.name);
  return new ProblemError({
    code: 'apply/stopped',
    title: `Stopped after ${done} of ${names.length}.`,
    detail: `Changed: ${names.slice(0, done).join(', ') || 'none'}. Not touched: ${names.slice(done).join(', ')}.`,
    hint: 'Plan again to change the rest.',
  });
}
