import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { planUndo } from '../../electron/engine/run/plan-undo';
import { settleUnknown } from '../../electron/engine/run/settle';
import type { CallContext } from '../../electron/engine/types';
import type { Plan, PlanRequest } from '../../shared/run/plan';
import { practiceSession } from '../support/practice-session';
import { connections } from '../support/practice-program';
import { problemOf } from '../support/problem-of';
import { edit, percentage, perSource, sixty } from '../support/undo-bench';

const efficiency: PlanRequest = { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null };
const undoAll = { step: 'undo' as const, keys: null, overwrite: [] };
const written = { [perSource]: '100', [percentage]: '3' };

/** A run that does not know of its changes what became of them; a write may land within `lateWriteLimit` after it was begun. */
async function unsettled(lateWriteLimit: number) {
  const bench = await practiceSession();
  const session = { ...bench.session, site: { ...bench.session.site, lateWriteLimit } };
  const begin = async (plan: Plan) => {
    const writer = { kind: 'powershell' as const, pid: 1, startedAt: '2026-01-01T00:00:00Z', machine: hostname() };
    await session.run.record({ type: 'change-announced', plan, target: 0, writer });
    const problem = { code: 'apply/may-land-later', title: 'It is not known.', detail: 'The session broke.', hint: '' };
    await session.run.record({ type: 'change-failed', planId: plan.id, target: 0, outcome: 'unknown', problem });
  };
  const bars: [text: string, done: number, total: number][] = [];
  const context: CallContext = {
    signal: new AbortController().signal,
    progress: ({ text, done, total }) => void bars.push([text, done, total]),
  };
  const undo = () => planUndo(session, undoAll, { readConnectors: () => Promise.resolve(), context });
  return { bench, session, begin, bars, context, undo };
}

const changes = ({ bench }: Awaited<ReturnType<typeof unsettled>>) =>
  bench.session.run.state().changes.map(({ outcome, problem }) => [outcome, problem?.code ?? null]);

describe('the undo of a change that may still be made', () => {
  it('waits for it, and takes back what came', async () => {
    const run = await unsettled(2000);
    await run.begin(await run.bench.ask('plan', connections));
    expect((await run.bench.ask('undo.look', {})).map(({ setting, status }) => [setting, status])).toEqual([
      [perSource, 'may-change'],
      [percentage, 'may-change'],
    ]);
    const planning = run.undo();
    await sleep(500);
    edit(run.bench, written);
    expect((await planning).targets).toMatchObject([
      { changes: [{ setting: perSource, before: '100', after: '20' }, { setting: percentage }] },
    ]);
    expect(changes(run)).toEqual([['applied', null]]);
  });

  it('says that nothing is left only when nothing can come any more', async () => {
    const run = await unsettled(1000);
    await run.begin(await run.bench.ask('plan', connections));
    const from = performance.now();
    expect((await problemOf(run.undo)).code).toBe('undo/nothing');
    expect(performance.now() - from).toBeGreaterThan(900);
    expect(changes(run)).toEqual([['not-applied', 'apply/not-made']]);
    expect(await run.bench.ask('undo.look', {})).toEqual([]);
  });

  it('says so where the waiting was stopped', async () => {
    const run = await unsettled(60_000);
    await run.begin(await run.bench.ask('plan', connections));
    const stop = new AbortController();
    run.context.signal = stop.signal;
    run.context.progress = () => stop.abort();
    expect(await problemOf(run.undo)).toMatchObject({
      code: 'undo/not-known',
      title: 'It is not known yet whether there is something to undo.',
    });
    expect(changes(run)).toEqual([['unknown', 'apply/may-land-later']]);
  });
});

it('several changes are waited for at once, under one bar that never restarts', async () => {
  const run = await unsettled(2000);
  await run.begin(await run.bench.ask('plan', connections));
  await run.begin(await run.bench.ask('plan', efficiency));
  expect(await settleUnknown(run.session, run.context)).toBeNull();
  expect(changes(run).map(([outcome]) => outcome)).toEqual(['not-applied', 'not-applied']);
  // One after the other it would be four seconds, or a second bar.
  const [total, ...others] = new Set(run.bars.map(([, , each]) => each));
  expect([1, 2]).toContain(total);
  expect(others).toEqual([]);
  const done = run.bars.map(([, each]) => each);
  expect(done).toEqual([...done].sort((a, b) => a - b));
});

describe('a change on whose target somebody else has set a value since', () => {
  it('stays unknown, with what is there, what was there and what was planned; undo asks with both', async () => {
    const run = await unsettled(0);
    await run.begin(await run.bench.ask('plan', connections));
    edit(run.bench, { [perSource]: '50' });
    expect(await settleUnknown(run.session, run.context)).toMatchObject({
      code: 'apply/neither-value',
      title: 'EX10-HUB1\\Relay SQL Server has neither its old values nor the planned ones.',
      detail: expect.stringContaining(
        `${perSource} is 50, was 20, and was to be 100; ${percentage} is 2, was 2,`,
      ) as string,
    });
    expect(changes(run)).toEqual([['unknown', 'apply/may-land-later']]);
    const rows = await run.bench.ask('undo.look', {});
    expect(rows.map(({ setting, now, status }) => [setting, now, status])).toEqual([
      [perSource, '50', 'changed-since'],
      [percentage, '2', 'may-change'],
    ]);
  });
});

describe('a change that was written through a domain controller which does not answer any more', () => {
  const elsewhere = async (run: Awaited<ReturnType<typeof unsettled>>) => {
    const plan = await run.bench.ask('plan', connections);
    const targets = plan.targets.map((target) => ({
      ...target,
      command: target.command.replace('dc1.corp.example', 'dc2.corp.example'),
    }));
    await run.begin({ ...plan, targets });
  };

  it('stays unknown where another one has the old value', async () => {
    const run = await unsettled(0);
    await elsewhere(run);
    expect(await settleUnknown(run.session, run.context)).toMatchObject({
      code: 'apply/other-controller',
      detail: expect.stringContaining('It was written through dc2.corp.example, where it cannot be read:') as string,
    });
    expect(changes(run)).toEqual([['unknown', 'apply/may-land-later']]);
    expect((await problemOf(run.undo)).code).toBe('undo/not-known');
  });

  it('is settled where another one has the new value', async () => {
    const run = await unsettled(0);
    await elsewhere(run);
    edit(run.bench, written);
    expect(await settleUnknown(run.session, run.context)).toBeNull();
    expect(changes(run)).toEqual([['applied', null]]);
  });
});

it('an account is undone as before while nothing is unknown', async () => {
  const run = await unsettled(60_000);
  await run.bench.change(sixty);
  expect((await run.undo()).targets).toMatchObject([{ kind: 'account', changes: [{ before: '60', after: '20' }] }]);
  expect(run.bars).toEqual([]);
});
