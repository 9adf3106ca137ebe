import { expect } from 'vitest';
import { interruptedPlan, remainingTargets } from '../../../shared/run/interrupted';
import type { Plan, PlanRequest, PlanTarget } from '../../../shared/run/plan';
import { ProblemError } from '../../../shared/result';
import type { LabProgram } from '../kill/engine-on-lab';
import { confirm } from '../practice-steps';
import type { Dice } from './dice';
import { idOf, type Model, type SettingId } from './model';
import { expectNoClaims } from './shown';
import { accountKey, type WalkServers } from './servers';

export type WalkWorld = {
  dice: Dice;
  model: Model;
  servers: WalkServers;
  /** The program; null after a crash. */
  program: LabProgram | null;
  /** From its n-th operation on nothing of the program works any more, as when it was killed. */
  dieAt(n: number): void;
  isDead(): boolean;
  /** Lets go of what a crash left, and of what is open. */
  stop(): Promise<void>;
  start(): Promise<LabProgram>;
  /** Targets of which the run does not know what became, since somebody else wrote before it could look. */
  unclear: Set<string>;
};

/** One of: a change, an undo, what an interrupted plan left. Somebody else may come in between, and the program may die. */
export async function change(world: WalkWorld, program: LabProgram): Promise<string> {
  const { dice, servers, model } = world;
  const request = dice.request();
  const chosen = dice.some(servers.relays, 0.7);
  await program.ask('connectors.choose', { guids: chosen.length > 0 ? chosen : servers.relays.slice(0, 1) });
  const plan = await planned(program, request);
  if (plan instanceof ProblemError) {
    expect(plan.problem.code).toBe('plan/nothing-to-change');
    return `${request.step}: nothing to change`;
  }
  // "Before" is the servers', not the page's.
  for (const { key, changes } of plan.targets)
    for (const { setting, before } of changes) expect(before).toBe(model.values.get(idOf(key, setting)));
  return applied(world, program, plan);
}

export async function undo(world: WalkWorld, program: LabProgram): Promise<string> {
  const { dice, model, servers } = world;
  const rows = await program.ask('undo.look', {});
  const keys = dice.chance(0.5) ? null : dice.some([...servers.relays, accountKey], 0.5);
  const isAsked = (key: string) => keys?.includes(key) ?? true;
  const foreign = rows.filter(({ status, key }) => status === 'changed-since' && isAsked(key));
  const overwritten = dice.some(foreign, 0.3);
  const overwrite = overwritten.map(({ key, setting, now }) => ({ key, setting, seen: now ?? '' }));
  const expected = new Map([...model.toRestore()].filter(([id]) => isAsked(id.split(' ')[0] ?? '')));
  for (const { key, setting, before } of overwritten) expected.set(idOf(key, setting), before);

  const plan = await planned(program, { step: 'undo', keys, overwrite });
  if (plan instanceof ProblemError) {
    expect(plan.problem.code).toMatch(/^undo\/(nothing|changed-since)$/);
    expect(expected).toEqual(new Map());
    return `undo: ${plan.problem.code}`;
  }
  // Its own values and what it was told to overwrite, and nothing else: to exactly what was there.
  expect(afterOf(plan.targets)).toEqual(expected);
  return applied(world, program, plan);
}

export async function carryOn(world: WalkWorld, program: LabProgram): Promise<string> {
  const state = await program.ask('runs.current', {});
  const interrupted = interruptedPlan(state);
  if (!interrupted) return 'continue: nothing';
  const left = remainingTargets(interrupted);
  const plan = await planned(program, { step: 'continue', planId: interrupted.plan.id });
  if (plan instanceof ProblemError) {
    if (left.length === 0) expect(plan.problem.code).toBe('plan/nothing-to-continue');
    else {
      expect(plan.problem.code).toBe('plan/stale');
      expect(left.some((target) => isStale(world, target))).toBe(true);
    }
    return `continue: ${plan.problem.code}`;
  }
  expect(afterOf(plan.targets)).toEqual(afterOf(left));
  return applied(world, program, plan);
}

/** Stopping and starting Database Mail, in which the program may die too. */
export async function restart(world: WalkWorld, program: LabProgram): Promise<string> {
  const { dice, servers } = world;
  if ((await servers.queue()) === 'STOPPED') {
    const state = await program.ask('databaseMail.start', {});
    expect([state.queue, await servers.queue()]).toEqual(['restarted', 'STARTED']);
    return 'Database Mail started';
  }
  const plan = await program.ask('plan', { step: 'restart' });
  if (dice.chance(0.7)) world.dieAt(dice.whole(1, 30));
  const error = await attempt(() => program.ask('apply', confirm(plan)));
  if (world.isDead()) return crashed(world, 'restart');
  world.dieAt(Infinity);
  expect([error, await servers.queue()]).toEqual([null, 'STARTED']);
  return 'restart';
}

/** Somebody else writes a value of theirs, what was there before the run, or another name. */
export async function somebody(world: WalkWorld): Promise<string> {
  const { dice, model, servers } = world;
  if (dice.chance(0.2)) {
    const [first = '', ...others] = servers.relays;
    const guid = dice.pick([first, ...others]);
    const name = `Relay ${dice.whole(1, 1_000_000)}`;
    servers.rename(guid, name);
    return `somebody renames ${guid.slice(0, 4)} to ${name}`;
  }
  const [first = '', ...others] = [...model.values.keys()];
  const id = dice.pick([first, ...others]);
  const before = model.beforeRun(id);
  const value = before !== undefined && dice.chance(0.15) ? before : dice.foreignValue(id);
  await servers.set(id, value);
  model.foreign(id, value);
  return `somebody sets ${id.slice(0, 4)}${id.slice(id.indexOf(' '))} to ${value}`;
}

async function applied(world: WalkWorld, program: LabProgram, plan: Plan): Promise<string> {
  const { dice, model, servers } = world;
  const said: string[] = [];
  if (dice.chance(0.2)) said.push(await somebody(world));
  const known = await program.ask('runs.current', {});
  const isOtherName = ({ kind, key, name }: PlanTarget) =>
    kind === 'connector' && known.connectors.find(({ guid }) => guid === key)?.identity !== name;
  const stop = plan.targets.findIndex((target) => isStale(world, target) || isOtherName(target));
  const reach = stop < 0 ? plan.targets.length : stop;
  if (dice.chance(0.2)) world.dieAt(dice.whole(1, 40));
  const error = await attempt(() => program.ask('apply', confirm(plan)));

  // Target by target: done up to some place, untouched from there on, and never in part. What somebody else set to the very value
  // that was planned is not done: a write beyond the place where it had to stop would differ from the model.
  const now = await servers.values();
  const isAt = (target: PlanTarget, wanted: ReadonlyMap<SettingId, string>) =>
    target.changes.every(({ setting }) => {
      const id = idOf(target.key, setting);
      return now.get(id) === wanted.get(id);
    });
  let done = 0;
  for (const target of plan.targets.slice(0, reach)) {
    if (!isAt(target, afterOf([target]))) break;
    for (const { setting, after } of target.changes)
      model.written(idOf(target.key, setting), after, plan.step === 'undo');
    done += 1;
  }
  expect(now).toEqual(model.values);
  const words = `${plan.step} ${done} of ${plan.targets.length}${said.map((text) => ` while ${text}`).join('')}`;
  if (world.isDead()) return crashed(world, words);
  world.dieAt(Infinity);
  expect(done).toBe(reach);
  if (stop < 0) expect(error).toBeNull();
  else {
    expect(error instanceof ProblemError ? error.problem.code : error).toMatch(/^(plan|apply)\/stale$/);
    // What the problem's hint asks for where a name is another one.
    await program.ask('connectors.read', {});
  }
  await expectNoClaims(world, program);
  return words;
}

async function crashed(world: WalkWorld, words: string): Promise<string> {
  await world.stop();
  return `${words}, and the program dies`;
}

/** Whether a target is not as it was when it was planned. */
const isStale = ({ model, servers }: WalkWorld, { kind, key, name, changes }: PlanTarget) =>
  (kind === 'connector' && servers.nameOf(key) !== name) ||
  changes.some(({ setting, before }) => model.values.get(idOf(key, setting)) !== before);

const afterOf = (targets: readonly PlanTarget[]) =>
  new Map(targets.flatMap(({ key, changes }) => changes.map(({ setting, after }) => [idOf(key, setting), after])));

async function planned(program: LabProgram, request: PlanRequest): Promise<Plan | ProblemError> {
  return program.ask('plan', request).catch((error: unknown) => {
    if (error instanceof ProblemError) return error;
    throw error;
  });
}

async function attempt(act: () => Promise<unknown>): Promise<unknown> {
  return act().then(
    () => null,
    (error: unknown) => error,
  );
}
