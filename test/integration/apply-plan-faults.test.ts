import { expect, test } from 'vitest';
import { applyPlan } from '../../electron/engine/run/apply-plan';
import { openJournal } from '../../electron/engine/run/journal';
import { ProblemError } from '../../shared/result';
import type { PlanTarget } from '../../shared/run/plan';
import { foldEvents } from '../../shared/run/fold';
import { makePlan, makeTarget } from '../support/run-fixtures';
import { createFaults, shakyDisk, shakyTarget, type Breaking, type Effect, type Servers } from '../support/shaky-world';
import { temporaryFolder } from '../support/temporary-folder';

const now = () => new Date('2026-11-24T14:03:00.000Z');
const old = { MaxInboundConnectionPerSource: '20', MaxInboundConnectionPercentagePerSource: '2', Comment: 'theirs' };
const names = ['EX10-HUB1\\Relay SQL', 'EX10-HUB2\\Relay SQL'];
const targets = names.map((name) => makeTarget({ name, stateHash: JSON.stringify(old) }));
const plan = makePlan({ targets });

/** What really became of a target; null for a change that was made in part. */
function truthOf(values: Record<string, string>): 'applied' | 'not-applied' | null {
  const both = `${values['MaxInboundConnectionPerSource'] ?? ''} ${values['MaxInboundConnectionPercentagePerSource'] ?? ''}`;
  return both === '100 3' ? 'applied' : both === '20 2' ? 'not-applied' : null;
}

/** One run on servers and a disk that break at the n-th operation; then the journal is opened on a sound disk. */
async function tryRun(n: number, breaking: Breaking, effect: Effect) {
  const folder = temporaryFolder();
  const faults = createFaults(n, breaking);
  const servers: Servers = new Map(names.map((name) => [name, { ...old }]));
  const unannounced: string[] = [];
  const world = { servers, faults, effect, folder, unannounced };
  const journal = await openJournal(folder, { now, openFile: shakyDisk(faults, effect) });
  const error = await applyPlan({
    plan,
    target: (planned: PlanTarget) => shakyTarget(planned, targets.indexOf(planned), world),
    record: (event) => journal.append(event),
    progress: () => undefined,
    signal: new AbortController().signal,
  }).catch((thrown: unknown) => thrown);
  await journal.close();

  const reopened = await openJournal(folder, { now });
  const state = foldEvents('20261124-114503-7f3k2a', reopened.records);
  await reopened.close();
  return { faults, servers, unannounced, error, damage: reopened.damage, changes: state.changes };
}

const cases = (['once', 'from-then-on'] as const).flatMap((breaking) =>
  (['none', 'half', 'whole'] as const).map((effect) => [breaking, effect] as const),
);

test.each(cases)('fails the n-th operation %s, with %s of its effect, until a run passes', async (breaking, effect) => {
  const broke: string[] = [];
  for (let n = 1; ; n++) {
    const run = await tryRun(n, breaking, effect);
    expect(run.unannounced).toEqual([]);
    expect(run.damage).toBeNull();
    for (const [index, planned] of targets.entries()) {
      const values = run.servers.get(planned.name) ?? {};
      const truth = truthOf(values);
      const change = run.changes.find((candidate) => candidate.target === index);
      // A target nobody announced was not touched; an outcome is the truth, or it says that it is not known.
      expect(['unknown', truth]).toContain(change?.outcome ?? 'not-applied');
      if (!change) expect(values).toEqual(old);
      expect(values['Comment']).toBe('theirs');
    }
    if (run.faults.broke === null) {
      expect(run.error).toBeUndefined();
      expect(run.changes.map((change) => change.outcome)).toEqual(['applied', 'applied']);
      break;
    }
    broke.push(run.faults.broke);
    // A write whose whole effect is there although it failed is no reason to stop; everything else is.
    const survived = run.faults.broke === 'write' && effect === 'whole' && breaking === 'once';
    if (survived) expect(run.changes[0]?.outcome).toBe('applied');
    else expect(run.error).toBeInstanceOf(ProblemError);
  }
  const oneTarget = ['read', 'append', 'sync', 'write', 'read', 'append', 'sync'];
  expect(broke).toEqual([...oneTarget, ...oneTarget]);
});
