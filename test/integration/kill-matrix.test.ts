import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKillable } from '../support/kill/lab-process';
import { expectRecovery, openMatrixWorld, type MatrixWorld } from '../support/kill/matrix-world';

let world: MatrixWorld;
beforeAll(async () => {
  world = await openMatrixWorld();
}, 120_000);
afterAll(() => world.close());

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

test(
  'killed at the n-th point, for every n: what is shown is what is there, Continue and Undo end right',
  { timeout: 600_000 },
  async () => {
    const { script, lab, runId } = world;
    const points: string[] = [];
    for (let next = startKillable(script), n = 1; ; n++) {
      const dataFolder = await world.begin();
      const point = await next.run({ lab: lab.description, dataFolder, runId, n, powerShell: null });
      if (point === null) break;
      next = startKillable(script);
      points.push(point);
      await expectRecovery(world, dataFolder, `${n}: ${point}`);
    }
    const asked = ['before Get-ReceiveConnector', 'before Set-ReceiveConnector -WhatIf'];
    const planned = asked.flatMap((point) => [point, point, point]);
    expect(points.slice(0, 36)).toEqual([...planned, ...oneConnector, ...oneConnector, ...oneConnector]);
    const others = points
      .slice(36)
      .filter((point) => point.startsWith('after '))
      .map((point) => point.slice(0, 50));
    expect(others).toEqual([
      'after EXEC msdb.dbo.sysmail_update_account_sp @acc',
      'after EXEC msdb.dbo.sysmail_stop_sp;',
      'after EXEC msdb.dbo.sysmail_start_sp;',
    ]);
  },
);
