import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLong } from '../support/is-long';
import { startKillable } from '../support/kill/lab-process';
import { expectRecovery, openMatrixWorld, type MatrixWorld } from '../support/kill/matrix-world';
import { shownOf, standingOf } from '../support/kill/three-and-one';
import { powerShell } from '../support/powershell';

let world: MatrixWorld;
beforeAll(async () => {
  world = await openMatrixWorld();
}, 120_000);
afterAll(() => world.close());

/** Around the first write, and in the middle of the second connector's. */
const few = [10, 11, 12, 21];
/** More than there are: the last of them comes to its end. */
const all = Array.from({ length: 400 }, (_, index) => index + 1);

describe.runIf(powerShell !== null)('through a real PowerShell', () => {
  const numbers = isLong ? all : few;

  test(
    'killed at the n-th point: what is shown is what is there, Continue and Undo end right',
    { timeout: 3_600_000 },
    async () => {
      const { script, lab } = world;
      const points: string[] = [];
      for (const n of numbers) {
        const run = await world.begin();
        const point = await startKillable(script).run({ lab: lab.description, ...run, at: n, powerShell });
        if (point === null) break;
        points.push(point);
        await expectRecovery(world, run, `${n}: ${point}`);
      }
      expect(points).toEqual(expect.arrayContaining(['before Set-ReceiveConnector', 'after Set-ReceiveConnector']));
    },
  );

  test(
    'a write that a killed program’s PowerShell would make two seconds later is not made behind the next start’s back',
    { timeout: 120_000 },
    async () => {
      const { script, lab } = world;
      const run = await world.begin();
      const { cmdletModule } = lab.description;
      // Every write waits before it reaches the hub; the program is killed while the first one does.
      const head = 'function global:LabAsk($Cmdlet, $Name, $Given, $Known) {';
      expect(cmdletModule).toContain(head);
      const wait =
        "if ($Name -like 'Set-*' -and -not $Given.ContainsKey('WhatIf')) { [Threading.Thread]::Sleep(2000) }";
      const slow = { ...lab.description, cmdletModule: cmdletModule.replace(head, `${head}\n  ${wait}`) };
      const settings = { lab: slow, ...run, at: 11, powerShell, killAfterMs: 500 };
      expect(await startKillable(script).run(settings)).toBe('before Set-ReceiveConnector');

      const program = await world.open(run);
      const shown = shownOf(await program.ask('runs.current', {}));
      expect(shown).toEqual(standingOf(await lab.truth()));
      await program.close();
      await sleep(3000);
      expect(standingOf(await lab.truth())).toEqual(shown);
      await expectRecovery(world, run, 'a late write');
    },
  );
});
