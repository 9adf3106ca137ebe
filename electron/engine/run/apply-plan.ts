import { ProblemError, toProblem } from '../../../shared/result';
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
  if ('failed' in after) {
    await record({ type: 'change-failed', ...ids, outcome: 'unknown', problem: after.failed });
    throw new ProblemError(after.failed);
  }
  const problem = 'failed' in written ? written.failed : mismatch(planned, before, after.value, target);
  // An act without settings (the restart) that failed was not done, whatever can be read.
  const applied = planned.changes.length > 0 && holdsPlan(planned, after.value);
  if (problem !== null && !applied) {
    await record({ type: 'change-failed', ...ids, outcome: 'not-applied', problem });
    throw new ProblemError(problem);
  }
  const warnings = 'failed' in written ? [] : written.value.warnings;
  const outcome = planned.changes.length > 0 && sameValues(before.values, after.value.values) ? 'no-change' : 'applied';
  await record({ type: 'change-finished', ...ids, outcome, readBack: after.value.values, warnings });
  if (problem !== null) throw new ProblemError(problem);
  settings.progress('Done.', index + 1, total);
}

/** Whether every planned setting now has its planned value. */
export function holdsPlan(planned: PlanTarget, reading: TargetReading): boolean {
  return planned.changes.every((change) => reading.values[change.setting] === change.after);
}

function mismatch(planned: PlanTarget, before: TargetReading, after: TargetReading, target: WritableTarget) {
  const broken = target.guard?.(before, after) ?? null;
  if (broken !== null) {
    return {
      code: 'apply/side-effect',
      title: `Something else changed on ${planned.name}.`,
      detail: broken,
      hint: 'Compare it with the values before the change and put it right by hand.',
    };
  }
  const wrong = planned.changes.find((change) => after.values[change.setting] !== change.after);
  if (!wrong) return null;
  return {
    code: 'apply/read-back',
    title: `${planned.name} does not have the new value.`,
    detail: `${wrong.setting} is ${after.values[wrong.setting] ?? 'missing'}, not ${wrong.after}.`,
    hint: 'Read it again in a minute: the change may still have to reach another domain controller.',
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
