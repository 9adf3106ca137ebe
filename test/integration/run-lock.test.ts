import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeLock } from '../../electron/engine/run/lock';
import { createRun, listRuns, openRun } from '../../electron/engine/run/run-folder';
import { powerShell } from '../support/powershell';
import { problemOf } from '../support/problem-of';
import { closedRun, deadProcess, livingProcess, lockOf, started } from '../support/run-on-disk';
import { temporaryFolder } from '../support/temporary-folder';

describe('the lock', () => {
  test('lets one in, and the next when it is given back', async () => {
    const root = temporaryFolder();
    const run = await createRun(root, started);
    expect((await problemOf(() => openRun(root, run.id))).code).toBe('run/in-use');
    await run.close();
    await (await openRun(root, run.id)).close();
  });

  test('lets exactly one of many in', async () => {
    const folder = temporaryFolder();
    const dead = deadProcess();
    for (let round = 0; round < 50; round++) {
      if (round % 2) lockOf(folder, dead);
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder)));
      const taken = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(taken).toHaveLength(1);
      for (const release of taken) await release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test('of a living process holds', async () => {
    const root = temporaryFolder();
    const id = await closedRun(root);
    lockOf(join(root, id), await livingProcess());
    const problem = await problemOf(() => openRun(root, id));
    expect(problem).toMatchObject({ code: 'run/in-use', title: 'This run is open in another RelayTune.' });
  });

  test('that was deleted too early is another’s by now, and stays when the first program closes the run', async () => {
    const root = temporaryFolder();
    const run = await createRun(root, started);
    rmSync(join(run.folder, 'lock'));
    lockOf(run.folder, await livingProcess());
    await run.close();
    expect((await problemOf(() => openRun(root, run.id))).code).toBe('run/in-use');
  });

  test('of a dead process is taken over', async () => {
    const root = temporaryFolder();
    const id = await closedRun(root);
    lockOf(join(root, id), deadProcess());
    const run = await openRun(root, id);
    expect(JSON.parse(readFileSync(join(run.folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await run.close();
  });

  test.skipIf(process.platform !== 'linux')('of a dead process whose number lives again is taken over', async () => {
    const root = temporaryFolder();
    const id = await closedRun(root);
    lockOf(join(root, id), await livingProcess(), '1');
    await (await openRun(root, id)).close();
  });

  test('names its process and its computer', async () => {
    const folder = temporaryFolder();
    const release = await takeLock(folder);
    const { pid, machine, began } = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as Record<string, string>;
    expect([pid, machine]).toEqual([process.pid, hostname()]);
    expect(Math.abs(Date.parse(began ?? '') - (Date.now() - process.uptime() * 1000))).toBeLessThan(5000);
    await release();
  });

  test.skipIf(process.platform !== 'linux')(
    'of a living process holds, however far the clock was set since',
    async () => {
      const folder = temporaryFolder();
      const release = await takeLock(folder);
      utimesSync(join(folder, 'lock'), 1_700_000_000, 1_700_000_000);
      expect((await problemOf(() => takeLock(folder))).code).toBe('run/in-use');
      await release();
    },
  );

  test('of another computer holds, however old it is and whatever has its number here', async () => {
    const root = temporaryFolder();
    const id = await closedRun(root);
    const path = join(root, id, 'lock');
    const content = JSON.stringify({ pid: deadProcess(), startedAt: '1', machine: 'ADMIN-PC2', began: '2026-01-01' });
    writeFileSync(path, content);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    const problem = {
      code: 'run/in-use',
      title: 'This run is open in another RelayTune.',
      detail:
        'Only one program at a time may work on a run. It was opened on ADMIN-PC2; whether RelayTune still runs there cannot be seen from this computer.',
      hint: `Close RelayTune on ADMIN-PC2 and open the run again. Only if it does not run there any more, as after a crash, delete the file ${path} first.`,
    };
    expect(await problemOf(() => openRun(root, id))).toEqual(problem);
    expect(await listRuns(root)).toMatchObject([{ problem }]);
    // Not even where the number is this process's own.
    writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: '', machine: 'ADMIN-PC2' }));
    expect(await listRuns(root)).toMatchObject([{ problem }]);
    rmSync(path);
    await (await openRun(root, id)).close();
  });

  describe.skipIf(powerShell === null)('where the system does not tell start times', () => {
    const minutesAgo = (minutes: number) => Date.now() / 1000 - minutes * 60;
    /** Minutes since well before this computer was started. */
    const beforeBoot = uptime() / 60 + 60;
    /** A living process of the lock's number, the lock being that old and its holder's beginning too. */
    async function lockedSince(lockMinutes: number, holderMinutes: number): Promise<string> {
      const folder = temporaryFolder();
      const began = new Date(minutesAgo(holderMinutes) * 1000).toISOString();
      const holder = { pid: await livingProcess(), startedAt: '', machine: hostname(), began };
      writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
      utimesSync(join(folder, 'lock'), minutesAgo(lockMinutes), minutesAgo(lockMinutes));
      return folder;
    }

    test.each([
      ['one that began before the lock was written', 0, 5],
      ['one that began no later than the holder says of itself', 5, 0],
    ])('%s holds', { timeout: 60_000 }, async (_who, lockMinutes, holderMinutes) => {
      const folder = await lockedSince(lockMinutes, holderMinutes);
      expect((await problemOf(() => takeLock(folder, () => powerShell))).code).toBe('run/in-use');
    });

    test('one that began minutes after both has only got the number', { timeout: 60_000 }, async () => {
      const folder = await lockedSince(5, 6);
      await (
        await takeLock(folder, () => powerShell)
      )();
      expect(readdirSync(folder)).toEqual([]);
    });

    const shells = [null, '/nowhere/pwsh'];
    test('without PowerShell, or one that can be started, nobody can tell, and it holds', async () => {
      const folder = await lockedSince(0, 1);
      for (const shell of shells)
        expect((await problemOf(() => takeLock(folder, () => shell))).code).toBe('run/in-use');
    });

    test.each(shells)(
      'then one from before this computer was started is taken over (PowerShell: %s)',
      async (shell) => {
        const folder = await lockedSince(beforeBoot, beforeBoot);
        const release = await takeLock(folder, () => shell);
        await release();
        expect(readdirSync(folder)).toEqual([]);
      },
    );
  });

  test.each([
    ['a minute ago', -60],
    ['in the future, by a clock that was set back since', 3600],
  ])('can be taken over although an earlier take-over was cut off %s', async (_when, seconds) => {
    const folder = temporaryFolder();
    lockOf(folder, deadProcess());
    const turn = join(folder, 'lock.turn');
    writeFileSync(turn, '');
    const then = Date.now() / 1000 + seconds;
    utimesSync(turn, then, then);
    await (
      await takeLock(folder)
    )();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('without content is being written; an old one was left by a crash', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lock');
    writeFileSync(path, '');
    expect((await problemOf(() => takeLock(folder))).code).toBe('run/in-use');
    for (const seconds of [-60, 3600]) {
      writeFileSync(path, '');
      const then = Date.now() / 1000 + seconds;
      utimesSync(path, then, then);
      await (
        await takeLock(folder)
      )();
    }
  });
});
