import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLong } from '../support/is-long';
import type { KillableSettings } from '../support/kill/killable-program';
import { startKillable, type Killable } from '../support/kill/lab-process';
import { expectRecovery, openMatrixWorld, type Begun, type MatrixWorld } from '../support/kill/matrix-world';
import { shownOf, standingOf } from '../support/kill/three-and-one';

let world: MatrixWorld;
/** The next one that is killed, which starts while the one before is still looked at. */
let next: Killable;
beforeAll(async () => {
  world = await openMatrixWorld();
  next = startKillable(world.script);
}, 120_000);
afterAll(() => {
  next.cancel();
  return world.close();
});

/** Kills the program at that point of what it does with the run; answers the point, null where there is none such. */
function killed(run: Begun, strike: Pick<KillableSettings, 'at' | 'act' | 'killAfterMs'>): Promise<string | null> {
  const killable = next;
  next = startKillable(world.script);
  return killable.run({ lab: world.lab.description, ...run, ...strike, powerShell: null });
}

/** What happens to one connector, from its first reading on. */
const record = ['journal: before a record', 'journal: half a record', 'journal: a whole record'];
const oneConnector = [
  'before Get-ReceiveConnector',
  ...record,
  'before Set-ReceiveConnector',
  'after Set-ReceiveConnector',
  'before Get-ReceiveConnector',
  ...record,
];

/** Every n in the long tests, else every third: of ten points of a connector each falls on another one in the next. */
const stride = isLong ? 1 : 3;

test(
  'killed at the n-th point: what is shown is what is there, Continue and Undo end right',
  { timeout: 600_000 },
  async () => {
    const points: string[] = [];
    for (let at = 1; ; at += stride) {
      const run = await world.begin();
      const point = await killed(run, { at });
      if (point === null) break;
      points.push(point);
      await expectRecovery(world, run, `${at}: ${point}`);
    }
    const asked = ['before Get-ReceiveConnector', 'before Set-ReceiveConnector -WhatIf'];
    const planned = asked.flatMap((point) => [point, point, point]);
    const all = [...planned, ...oneConnector, ...oneConnector, ...oneConnector];
    const ofConnectors = all.filter((_point, place) => place % stride === 0);
    expect(points.slice(0, ofConnectors.length)).toEqual(ofConnectors);
    const others = points.slice(ofConnectors.length).map((point) => point.slice(0, 50));
    if (!isLong) expect(others.length).toBeGreaterThanOrEqual(8);
    else
      expect(others.filter((point) => point.startsWith('after '))).toEqual([
        'after EXEC msdb.dbo.sysmail_update_account_sp @acc',
        'after EXEC msdb.dbo.sysmail_stop_sp;',
        'after EXEC msdb.dbo.sysmail_start_sp;',
      ]);
  },
);

/** Written, and its outcome not on record: the second connector; the account, when all connectors are done. */
const secondConnector = { point: 'after Set-ReceiveConnector', time: 2 };
const account = { point: 'after EXEC msdb.dbo.sysmail_update_account_sp', time: 1 };

/** The n at which the second blow falls: every one in the long tests, else some, which lie elsewhere in each of the cases. */
const secondBlows = (first: number): number[] =>
  isLong ? Array.from({ length: 400 }, (_, n) => n + 1) : [first, first + 14];

const again = [
  ['own', 'continue', secondConnector, 4],
  ['fromFile', 'undo', account, 5],
  ['own', 'continue', account, 2],
  ['own', 'undo', secondConnector, 7],
  ['own', 'undo', account, 3],
  ['fromFile', 'continue', secondConnector, 6],
] as const;

test.each(again.slice(0, isLong ? undefined : 2))(
  'the %s run killed again in its %s, after a kill at %j: still true, and both still end right',
  { timeout: 3_600_000 },
  async (kind, act, at, offset) => {
    const { lab } = world;
    const first = await world.begin(world.runs[kind]);
    expect(await killed(first, { at })).toContain(at.point);
    const interrupted = await world.copy(first, 'interrupted');
    const left = await lab.truth();
    const points: string[] = [];
    for (const n of secondBlows(offset)) {
      await lab.restore(left);
      const run = await world.copy(interrupted, 'run');
      const point = await killed(run, { at: n, act });
      if (point === null) break;
      points.push(point);
      await expectRecovery(world, run, `${act} killed at ${n}: ${point}`);
    }
    expect(points.length).toBeGreaterThanOrEqual(isLong ? 20 : 2);
  },
);

test(
  'a statement that SQL Server is still at when the program is killed is waited for, and then shown as it is',
  { timeout: 120_000 },
  async () => {
    const { lab } = world;
    const run = await world.begin();
    await lab.slowAccount(4000);
    const at = { point: 'before EXEC msdb.dbo.sysmail_update_account_sp', time: 1 };
    expect(await killed(run, { at, killAfterMs: 500 })).toContain(at.point);
    expect(standingOf(await lab.truth()).targets.Newsletter).toBe('untouched');
    const copy = await world.copy(run, 'late');

    const program = await world.open(run);
    const shown = shownOf(await program.ask('runs.current', {}));
    await program.close();
    expect(shown.targets.Newsletter).toBe('done');
    await sleep(1000);
    expect(standingOf(await lab.truth())).toEqual(shown);
    await expectRecovery(world, copy, 'a late statement');
  },
);
