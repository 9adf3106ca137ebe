import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interruptedPlan } from '../../shared/run/interrupted';
import type { Plan } from '../../shared/run/plan';
import { confirm, connections, startProgram } from '../support/practice-program';
import { practiceSession } from '../support/practice-session';
import { problemOf } from '../support/problem-of';
import { temporaryFolder } from '../support/temporary-folder';
import { makePlanFile } from '../unit/shared/run/make-plan-file';

const relays = [1, 2, 3].map((number) => `EX10-HUB${number}\\Relay SQL Server`);
const limits = ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource'] as const;

/** Three connectors to change, stopped after the first. */
async function stoppedAfterOne() {
  const program = startProgram({ dataFolder: temporaryFolder() });
  const { id } = await program.connectPractice('hubs');
  const plan = await program.ask('plan', connections);
  const stop = new AbortController();
  await program.call('apply', confirm(plan), {
    signal: stop.signal,
    progress: ({ text }) => {
      if (text.startsWith(`Changing ${relays[0] ?? ''}`)) stop.abort();
    },
  });
  return { program, plan, id };
}

it('what an interrupted plan did not reach is planned anew, the same in all that matters, and then nothing is left', async () => {
  const { program, plan, id } = await stoppedAfterOne();
  await program.close();
  const next = startProgram({ dataFolder: program.dataFolder });
  const opened = await next.ask('runs.open', { runId: id });
  expect(interruptedPlan(opened)?.targets.map(({ status }) => status)).toEqual(['done', 'untouched', 'untouched']);

  const rest = await next.ask('plan', { step: 'continue', planId: plan.id });
  expect(rest.targets).toEqual(plan.targets.slice(1));
  expect(rest.targets.map(({ whatIf }) => whatIf)).toEqual([
    'What if: Setting Receive connector "EX10-HUB2\\Relay SQL Server".',
    'What if: Setting Receive connector "EX10-HUB3\\Relay SQL Server".',
  ]);
  expect(rest).toMatchObject({
    step: 'connections',
    risks: plan.risks,
    ticks: plan.ticks,
    typedName: 'Relay SQL Server',
  });
  expect([rest.id, rest.hash]).not.toEqual([plan.id, plan.hash]);

  const state = await next.ask('apply', confirm(rest));
  expect(interruptedPlan(state)).toBeNull();
  const now = state.connectors.filter(({ identity }) => relays.includes(identity));
  expect(now.map(({ attributes }) => limits.map((name) => attributes[name]))).toEqual([
    ['100', '3'],
    ['100', '3'],
    ['100', '3'],
  ]);
  expect(await next.call('plan', { step: 'continue', planId: plan.id })).toMatchObject({
    ok: false,
    error: { code: 'plan/nothing-to-continue' },
  });
});

it('is refused with the difference where somebody changed a target since', async () => {
  const { program, plan, id } = await stoppedAfterOne();
  await program.close();
  const path = join(program.dataFolder, 'runs', id, 'lab.json');
  const lab = JSON.parse(readFileSync(path, 'utf8')) as { connectors: Record<string, string>[] };
  const second = lab.connectors.find(({ Identity }) => Identity === relays[1]);
  if (!second) throw new Error('The lab has no second relay connector.');
  second.MaxInboundConnectionPerSource = '77';
  writeFileSync(path, JSON.stringify(lab));

  const next = startProgram({ dataFolder: program.dataFolder });
  await next.ask('runs.open', { runId: id });
  expect(await next.call('plan', { step: 'continue', planId: plan.id })).toMatchObject({
    ok: false,
    error: {
      code: 'plan/stale',
      title: expect.stringContaining(`${relays[1] ?? ''} changed since`) as string,
      detail: expect.stringContaining('MaxInboundConnectionPerSource is 77, was 20') as string,
    },
  });
});

it('there is nothing to continue in a run without an interrupted plan', async () => {
  const program = startProgram();
  await program.connectPractice();
  expect(await program.call('plan', { step: 'continue', planId: 'made-up' })).toMatchObject({
    ok: false,
    error: { code: 'plan/nothing-to-continue' },
  });
});

describe('in a run with a plan file', () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

  /** Begun on the first of three connectors, out of a file whose plan was made so many days ago. */
  async function begun(days: number, changes: Partial<Plan> = {}) {
    const { ask, session } = await practiceSession({ scenario: 'hubs' });
    const plan = { ...(await ask('plan', connections)), ...changes };
    const file = makePlanFile({ plans: [{ ...plan, createdAt: daysAgo(days) }], savedAt: daysAgo(0) });
    await session.run.record({ type: 'plan-file-opened', file });
    await session.run.record({ type: 'change-announced', plan, target: 0 });
    const end = { outcome: 'applied' as const, readBack: {}, warnings: [] };
    await session.run.record({ type: 'change-finished', planId: plan.id, target: 0, ...end });
    return () => ask('plan', { step: 'continue', planId: plan.id });
  }

  it('is continued while the file holds, and refused when it is too old', async () => {
    const inTime = await begun(6);
    expect((await inTime()).targets.map(({ name }) => name)).toEqual(relays.slice(1));
    const tooLate = await begun(8);
    expect(await problemOf(tooLate)).toMatchObject({
      code: 'plan-file/too-old',
      detail: 'What it changes was read 8 days ago; a plan holds for seven days.',
    });
  });

  it('an undo, which is not out of the file, is continued at any age', async () => {
    const undo = await begun(30, { step: 'undo' });
    expect((await undo()).targets).toHaveLength(2);
  });
});
