import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { RunEvent } from '../../../shared/run/event';
import { mayStillLand } from '../../../shared/run/may-still-land';
import { isSameValue, type Confirmation, type Plan, type PlanTarget } from '../../../shared/run/plan';
import {
  amongOthers,
  appliedAllTheSame,
  mayLandLater,
  notKnown,
  notReadable,
  somethingElseChanged,
  stale,
  stoppedBetween,
  wrongValue,
  type StoppedAt,
} from './apply-problem';
import type { TargetReading, WritableTarget } from './writable-target';

export type ApplySettings = {
  plan: Plan;
  /** What was typed and ticked for it, and why; nothing where it asked for nothing. */
  accepted?: Omit<Confirmation, 'hash'> | null;
  target(target: PlanTarget): WritableTarget | Promise<WritableTarget>;
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
    const at: StoppedAt = { plan, index, reached: 'not-applied' };
    try {
      await applyTarget(settings, planned, at);
    } catch (error) {
      throw new ProblemError(amongOthers(at, toProblem(error)));
    }
  }
}

async function applyTarget(settings: ApplySettings, planned: PlanTarget, at: StoppedAt): Promise<void> {
  const { index } = at;
  const { plan, accepted, record } = settings;
  const total = plan.targets.length;
  const say = (text: string) => settings.progress(text, index, total);
  const target = await settings.target(planned);

  const { before, written } = await announcedWrite();
  say('Reading back…');
  const after = await attempt(() => target.read());

  const ids = { planId: plan.id, target: index };
  const fail = async (outcome: 'not-applied' | 'unknown', problem: Problem) => {
    at.reached = outcome;
    await record({ type: 'change-failed', ...ids, outcome, problem });
    return new ProblemError(problem);
  };
  const failure = 'failed' in written ? written.failed : null;
  if ('failed' in after) throw await fail('unknown', notKnown(planned, failure ?? after.failed));
  // An act without settings (the restart) that failed was not done, whatever can be read.
  const outcome = failure && planned.changes.length === 0 ? 'not-applied' : readOutcome(planned, after.value);
  if (outcome === 'not-applied' && failure && mayStillLand(failure))
    throw await fail('unknown', mayLandLater(planned, failure));
  const sideEffect = target.guard?.(before, after.value) ?? null;
  if (outcome !== 'applied') {
    const problem = outcome === 'not-applied' && failure ? failure : wrongValue(planned, after.value, failure);
    throw await fail(
      outcome,
      sideEffect === null ? problem : { ...problem, detail: `${problem.detail} ${sideEffect}` },
    );
  }
  at.reached = 'applied';
  const { warnings, output } =
    'failed' in written ? { warnings: [appliedAllTheSame(written.failed)], output: null } : written.value;
  const same = planned.changes.length > 0 && sameValues(before.values, after.value.values);
  await record({
    type: 'change-finished',
    ...ids,
    outcome: same ? 'no-change' : 'applied',
    readBack: after.value.values,
    warnings: sideEffect === null ? warnings : [...warnings, sideEffect],
    ...(output === null ? {} : { output }),
  });
  if (sideEffect !== null) throw somethingElseChanged(planned, sideEffect);
  settings.progress('Done.', index + 1, total);

  async function announcedWrite() {
    // Held before the reading: opening a session takes seconds, in which what was read could change.
    const writer = (await target.hold?.()) ?? null;
    try {
      say(`Reading ${planned.name}…`);
      const before = await readUnchanged();
      say('Saving the old values…');
      const known = { ...(writer ? { writer } : {}), ...(accepted ? { accepted } : {}) };
      await record({ type: 'change-announced', plan, target: index, ...known });
      say(`Changing ${planned.name} (${index + 1} of ${total})…`);
      return { before, written: await attempt(() => target.write()) };
    } finally {
      await target.release?.();
    }
  }

  async function readUnchanged(): Promise<TargetReading> {
    const reading = await attempt(() => target.read());
    if ('failed' in reading) throw new ProblemError(notReadable(planned, reading.failed));
    if (reading.value.hash !== planned.stateHash) throw stale(plan, planned, reading.value);
    return reading.value;
  }
}

/**
 * What a reading says of a planned write: 'applied' when every setting has its planned value, 'not-applied' when every one
 * has its old value, and 'unknown' for anything in between, which RelayTune did not plan and must not guess at.
 */
export function readOutcome(planned: PlanTarget, reading: TargetReading): 'applied' | 'not-applied' | 'unknown' {
  const all = (value: 'before' | 'after') =>
    planned.changes.every((change) => isSameValue(reading.values[change.setting], change[value]));
  if (all('after')) return 'applied';
  return all('before') ? 'not-applied' : 'unknown';
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
