import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../../../electron/engine/run/apply-plan';
import type { WritableTarget } from '../../../../electron/engine/run/writable-target';
import { ProblemError } from '../../../../shared/result';
import type { RunEvent } from '../../../../shared/run/event';
import { problemOf } from '../../../support/problem-of';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { denied, failingWrite, old, percentage, perSource, planned, scripted } from '../../../support/scripted-target';

test('reads, announces, writes, reads back and records, in this order and with these words', async () => {
  const { apply, log, events } = scripted([old, planned]);
  await apply();
  expect(log).toEqual([
    'Reading EX10-HUB1\\Relay SQL… 0/1',
    'read',
    'Saving the old values… 0/1',
    'change-announced',
    'Changing EX10-HUB1\\Relay SQL (1 of 1)… 0/1',
    'write',
    'Reading back… 0/1',
    'read',
    'change-finished',
    'Done. 1/1',
  ]);
  expect(events).toEqual([
    { type: 'change-announced', plan: makePlan(), target: 0 },
    {
      type: 'change-finished',
      planId: 'plan-1',
      target: 0,
      outcome: 'applied',
      readBack: planned,
      warnings: ['It may take a minute.'],
      output: 'Done as asked.',
    },
  ]);
});

test('what was typed and ticked, and why, is announced with it', async () => {
  const events: RunEvent[] = [];
  const record = (event: RunEvent) => Promise.resolve(events.push(event));
  const accepted = { typedName: null, ticks: ['shorter'], reason: 'Nothing is sent at night.' };
  const values = [old, planned];
  const target: WritableTarget = {
    read: () => Promise.resolve({ hash: 'as-planned', values: values.shift() ?? {} }),
    write: () => Promise.resolve({ warnings: [], output: null }),
  };
  const { signal } = new AbortController();
  await applyPlan({ plan: makePlan(), accepted, target: () => target, record, progress: () => undefined, signal });
  expect(events[0]).toEqual({ type: 'change-announced', plan: makePlan(), target: 0, accepted });
});

describe('before the write', () => {
  test('a target that changed since is refused, with what differs', async () => {
    const { apply, log } = scripted([{ ...old, Identity: 'EX10-HUB1\\Relay SQL', [perSource]: '50' }]);
    const stale = makePlan({ targets: [makeTarget({ stateHash: 'another' })] });
    expect(await problemOf(() => apply(stale))).toEqual({
      code: 'plan/stale',
      title: 'EX10-HUB1\\Relay SQL changed since 14:02 UTC. Nothing was written.',
      detail: 'MaxInboundConnectionPerSource is 50, was 20.',
      hint: 'Plan again: the new plan starts from what is there now.',
    });
    expect(log).toEqual(['Reading EX10-HUB1\\Relay SQL… 0/1', 'read']);
  });

  test('a target that cannot be read is not announced', async () => {
    const { apply, events } = scripted([denied]);
    expect((await problemOf(() => apply())).code).toBe('x/denied');
    expect(events).toEqual([]);
  });
});

describe('a write that fails', () => {
  test('and left everything as it was is not applied', async () => {
    const { apply, events } = scripted([old, old], failingWrite);
    expect((await problemOf(() => apply())).code).toBe('x/denied');
    expect(events[1]).toMatchObject({ type: 'change-failed', outcome: 'not-applied', problem: { code: 'x/denied' } });
  });

  test('and was made all the same is applied, with a warning', async () => {
    const { apply, events } = scripted([old, planned], failingWrite);
    await apply();
    expect(events[1]).toMatchObject({
      type: 'change-finished',
      outcome: 'applied',
      warnings: ['The command ended with an error, but the new values are there: Access is denied. RBAC.'],
    });
  });

  test('and was made in part is unknown', async () => {
    const { apply, events } = scripted([old, { ...planned, [percentage]: '2' }], failingWrite);
    expect(await problemOf(() => apply())).toMatchObject({
      code: 'apply/read-back',
      detail: 'MaxInboundConnectionPercentagePerSource is 2, not 3. Access is denied. RBAC.',
    });
    expect(events[1]).toMatchObject({ type: 'change-failed', outcome: 'unknown' });
  });

  test('of an act without settings is not applied', async () => {
    const { apply, events } = scripted([{ Status: 'STARTED' }, { Status: 'STARTED' }], failingWrite);
    const restart = makePlan({ step: 'restart', targets: [makeTarget({ kind: 'queue', changes: [] })] });
    expect((await problemOf(() => apply(restart))).code).toBe('x/denied');
    expect(events[1]).toMatchObject({ type: 'change-failed', outcome: 'not-applied' });
  });
});

describe('stop', () => {
  const two = makePlan({ targets: [makeTarget({ name: 'HUB1\\Relay' }), makeTarget({ name: 'HUB2\\Relay' })] });

  test('before the first target touches nothing', async () => {
    const { apply, log } = scripted([]);
    const problem = await problemOf(() => apply(two, AbortSignal.abort()));
    expect(problem).toMatchObject({ code: 'apply/stopped', title: 'Stopped after 0 of 2.' });
    expect(problem.detail).toBe('Changed: none. Not touched: HUB1\\Relay, HUB2\\Relay.');
    expect(log).toEqual([]);
  });

  test('inside a write waits until the target is recorded, and says what was done', async () => {
    const stop = new AbortController();
    const { apply, events } = scripted([old, planned], {
      write() {
        stop.abort();
        return Promise.resolve({ warnings: [], output: null });
      },
    });
    const problem = await problemOf(() => apply(two, stop.signal));
    expect(problem.title).toBe('Stopped after 1 of 2.');
    expect(problem.detail).toBe('Changed: HUB1\\Relay. Not touched: HUB2\\Relay.');
    expect(events.map((event) => event.type)).toEqual(['change-announced', 'change-finished']);
  });
});

test.each([
  ['powershell/ended', 'unknown', 'apply/may-land-later'],
  ['powershell/ended-before', 'not-applied', 'powershell/ended-before'],
] as const)('the old value after %s is %s', async (code, outcome, told) => {
  const broken = new ProblemError({ code, title: 'It ended.', detail: 'Gone.', hint: '' });
  const { apply, events } = scripted([old, old], { write: () => Promise.reject(broken) });
  const problem = await problemOf(() => apply());
  expect(problem).toMatchObject({ code: told });
  expect(problem.detail).toContain('Gone.');
  expect(events.at(-1)).toMatchObject({ type: 'change-failed', outcome, problem: { code: told } });
});

test('the new value is applied, however the session ended', async () => {
  const broken = new ProblemError({ code: 'powershell/ended', title: 'It ended.', detail: 'Gone.', hint: '' });
  const { apply, events } = scripted([old, planned], { write: () => Promise.reject(broken) });
  await apply();
  expect(events.at(-1)).toMatchObject({ type: 'change-finished', outcome: 'applied' });
});
