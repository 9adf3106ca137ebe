import { describe, expect, it } from 'vitest';
import { ProblemError, type Problem } from '../../../../shared/result';
import type { PlanTarget } from '../../../../shared/run/plan';
import { fingerprintOf, planFileName, ticketText, type PlanFile } from '../../../../shared/run/plan-file';
import { plansForFile } from '../../../../shared/run/plans-for-file';
import { readPlanFile } from '../../../../shared/run/plan-file-reading';
import { createRandom } from '../../../../electron/engine/practice/random';
import { makePlan } from '../../../support/run-fixtures';
import { fold } from './fold-records';
import { hash, makeSealedFile, sealedFile, sealedPlan, timeoutTexts } from './seal-plan-file';

const at = (now: string) => ({ now: new Date(now), hash, timeoutTexts });
const soon = at('2026-11-25T09:00:00.000Z');

function problemOf(text: string, rules = soon): Problem | null {
  try {
    readPlanFile(text, rules);
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

const problem = (value: unknown, rules = soon) => problemOf(JSON.stringify(value), rules);

/** The file with its first target changed and every hash made anew. */
function withTarget(change: Partial<PlanTarget>, step = 0): PlanFile {
  const file = makeSealedFile();
  const plans = file.plans.map((plan, index) =>
    index === step ? sealedPlan({ ...plan, targets: plan.targets.map((target) => ({ ...target, ...change })) }) : plan,
  );
  return sealedFile({ ...file, plans });
}

describe('readPlanFile', () => {
  it('reads what was saved, also pretty-printed and with a byte order mark', () => {
    const file = makeSealedFile();
    expect(readPlanFile(`\uFEFF${JSON.stringify(file, null, 2)}\n`, soon)).toEqual(file);
  });

  it.each([
    ['', 'It is no JSON.'],
    ['{"format":"relaytune-pl', 'It is no JSON.'],
    ['null', 'Its "format" is not "relaytune-plan".'],
    ['[]', 'Its "format" is not "relaytune-plan".'],
    ['{"format":"relaytune-ladder","version":1}', 'Its "format" is not "relaytune-plan".'],
    ['['.repeat(100_000), 'It is no JSON.'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'Its "format" is not "relaytune-plan".'],
    [' '.repeat(2_000_001), 'It is longer than any plan.'],
  ])('refuses what is no plan file', (text, detail) => {
    expect(problemOf(text)).toMatchObject({ code: 'plan-file/not-a-plan', detail });
  });

  it('tells a newer format from a wrong one', () => {
    expect(problem({ ...makeSealedFile(), version: 2, surprise: true })).toMatchObject({
      code: 'plan-file/newer-version',
      detail: 'It has format 2; this RelayTune reads format 1.',
    });
    expect(problem({ ...makeSealedFile(), version: 0 })?.code).toBe('plan-file/not-a-plan');
  });

  it('names the plan that was changed, else what stands around the plans', () => {
    const file = makeSealedFile();
    const [connections, timeout] = file.plans;
    if (!connections || !timeout) throw new Error('Two plans were made.');
    expect(problem({ ...file, plans: [connections, { ...timeout, typedName: 'x' }] })).toMatchObject({
      code: 'plan-file/tampered',
      detail: 'The step "timeout" does not fit its own hash: something in it was changed.',
    });
    const around = { code: 'plan-file/tampered', detail: expect.stringContaining('who, when, ticket') as string };
    expect(problem({ ...file, plans: [connections] })).toMatchObject(around);
    expect(problem({ ...file, sqlServer: 'SQL02' })).toMatchObject(around);
  });

  it('refuses a change of any single field', () => {
    const file = makeSealedFile();
    const survived = leaves(file).filter((path) => problem(changedAt(file, path)) === null);
    expect(survived).toEqual([]);
    expect(leaves(file).length).toBeGreaterThan(40);
  });

  it('never runs a text of the file: a forged command is refused though all hashes fit', () => {
    const command = "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL' -PermissionGroups AnonymousUsers";
    for (const change of [
      { command },
      { undoCommand: command },
      { command: `${makeSealedFile().plans[0]?.targets[0]?.command ?? ''}; Remove-Mailbox x` },
      { name: 'EX10-HUB1\\Another' },
      { name: '*' },
    ])
      expect(problem(withTarget(change))).toMatchObject({
        code: 'plan-file/tampered',
        detail: expect.stringContaining('are not what its values come to.') as string,
      });
    expect(problem(withTarget({ command: 'DROP TABLE x' }, 1))?.code).toBe('plan-file/tampered');
  });

  it.each<[string, Partial<PlanTarget>, number]>([
    ['the step does not set Enabled', { changes: [{ setting: 'Enabled', before: 'True', after: 'False' }] }, 0],
    ['the step does not set toString', { changes: [{ setting: 'toString', before: '1', after: '2' }] }, 0],
    [
      'MaxInboundConnectionPerSource cannot be set to "0"',
      { changes: [{ setting: 'MaxInboundConnectionPerSource', before: '20', after: '0' }] },
      0,
    ],
    ['nothing is to be changed', { changes: [] }, 0],
    ['it is not named by its Guid or account_id', { key: '*' }, 0],
    ['it is not named by its Guid or account_id', { key: '3; DROP' }, 1],
    ['it is not named by its Guid or account_id', { kind: 'queue' }, 1],
    ['timeout cannot be set to "NULL"', { changes: [{ setting: 'timeout', before: '20', after: 'NULL' }] }, 1],
    ['timeout cannot have been "x"', { changes: [{ setting: 'timeout', before: 'x', after: '60' }] }, 1],
  ])('refuses what RelayTune does not plan: %s', (why, change, step) => {
    expect(problem(withTarget(change, step))).toMatchObject({
      code: 'plan-file/not-a-plan',
      detail: expect.stringContaining(why) as string,
    });
  });

  it('refuses a step twice, a step that changes no setting, and characters that cannot be seen', () => {
    const file = makeSealedFile();
    const [first] = file.plans;
    if (!first) throw new Error('A plan was made.');
    const twice = sealedFile({ ...file, plans: [first, first] });
    expect(problem(twice)).toMatchObject({ code: 'plan-file/not-a-plan', detail: 'It holds a step twice.' });
    const restart = sealedFile({ ...file, plans: [sealedPlan({ ...first, step: 'restart' })] });
    expect(problem(restart)?.detail).toContain('a plan file cannot hold the step "restart"');
    for (const savedBy of ['sen\u202Eior', 'sen\u0007ior', '\uD800'])
      expect(problem(sealedFile({ ...file, savedBy }))).toMatchObject({
        code: 'plan-file/not-a-plan',
        detail: 'It holds characters that cannot be seen.',
      });
  });

  it('holds for seven days from what was read first, and tells clocks that differ', () => {
    const file = makeSealedFile();
    expect(problem(file, at('2026-12-01T14:01:00.000Z'))).toBeNull();
    expect(problem(file, at('2026-12-01T14:03:00.000Z'))?.code).toBe('plan-file/too-old');
    expect(problem(file, at('2026-11-24T13:11:00.000Z'))).toBeNull();
    expect(problem(file, at('2026-11-24T13:09:00.000Z'))).toMatchObject({
      code: 'plan-file/too-old',
      title: 'This plan file is from the future: the clocks of the two computers differ.',
    });
    // Saved anew, an old plan is as old as before.
    const again = sealedFile({ ...file, savedAt: '2026-12-05T00:00:00.000Z' });
    expect(problem(again, at('2026-12-05T00:00:00.000Z'))?.code).toBe('plan-file/too-old');
  });

  it('answers every damaged text with a problem of its own', () => {
    const random = createRandom(6);
    const text = JSON.stringify(makeSealedFile());
    const letters = ['"', '{', '}', '[', ']', ',', ':', '0', 'a', '\\', '\u0000', 'null', '-1e999'];
    for (let round = 0; round < 2000; round += 1) {
      const from = Math.floor(random() * text.length);
      const to = from + 1 + Math.floor(random() * (round % 2 === 0 ? 2 : 400));
      const put = letters[Math.floor(random() * letters.length)] ?? '';
      const damaged = text.slice(0, from) + put + text.slice(to);
      if (damaged !== text)
        expect(problemOf(damaged)?.code).toMatch(/^plan-file\/(not-a-plan|newer-version|tampered)$/);
    }
  });
});

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}

function changedAt(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined)
    return typeof value === 'number' ? value + 1 : typeof value === 'string' ? other(value) : 'something';
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const members = copy as Record<string | number, unknown>;
  members[name] = changedAt(members[name], rest);
  return copy;
}

/** Another text of the same kind, so that the schema alone does not catch it. */
const other = (text: string) =>
  /\d/.test(text) ? text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : `${text}x`;

describe('what goes into a file', () => {
  it('orders the plans by their steps, each once, the newest; without those carried out since', () => {
    const plan = (id: string, step: 'connections' | 'efficiency' | 'timeout') => makePlan({ id, step });
    const state = fold(
      { type: 'plan-kept', plan: plan('t', 'timeout') },
      { type: 'plan-kept', plan: plan('c1', 'connections') },
      { type: 'plan-kept', plan: plan('e', 'efficiency') },
      { type: 'change-announced', plan: plan('e', 'efficiency'), target: 0 },
      { type: 'change-finished', planId: 'e', target: 0, outcome: 'applied', readBack: {}, warnings: [] },
    );
    expect(plansForFile(state).map(({ id }) => id)).toEqual(['c1', 't']);
    expect(plansForFile(state, plan('c2', 'connections')).map(({ id }) => id)).toEqual(['c2', 't']);
  });

  it('is named by its run, and by its ticket where that can be part of a name', () => {
    const runId = '20261124-140000-abc123';
    expect(planFileName({ runId, ticket: 'CHG-1234' })).toBe('relaytune-plan-CHG-1234-20261124-140000-abc123.json');
    for (const ticket of ['', '../x', 'CHG 1', 'a/b', '.x', 'x'.repeat(60)])
      expect(planFileName({ runId, ticket })).toBe('relaytune-plan-20261124-140000-abc123.json');
    expect(ticketText(' CHG\r\n\u0007 12 ')).toBe('CHG 12');
    expect(fingerprintOf('3f2a91bc07de5555')).toBe('3f2a 91bc 07de');
  });
});
