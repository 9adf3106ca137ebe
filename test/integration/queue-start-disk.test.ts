import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { practiceSite } from '../../electron/engine/practice-site';
import type { OpenFile } from '../../electron/engine/run/journal';
import { openRun } from '../../electron/engine/run/run-folder';
import { signIn, startLab } from '../support/practice-lab';
import { startProgram } from '../support/practice-program';

it('on a full disk Database Mail is started all the same, and that is what is said', async () => {
  const lab = await startLab();
  let isFull = false;
  const openFile: OpenFile = async (path) => {
    const file = await open(path, 'a');
    const full = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
    return {
      appendFile: (text) => (isFull ? full() : file.appendFile(text)),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  };
  const site = () =>
    Promise.resolve(
      practiceSite({ ...lab, close: () => Promise.resolve() }, { powerShell: null, limitMilliseconds: 30_000 }),
    );
  const world = { site, openFile };
  const first = startProgram({ world });
  const { id } = await first.connectPractice();
  await first.close();
  // Killed after its stop.
  const run = await openRun(join(first.dataFolder, 'runs'), id);
  await run.record({ type: 'queue-stop-announced', planId: 'plan-1' });
  await run.close();
  const sql = await signIn(lab);
  await sql.run('EXEC msdb.dbo.sysmail_stop_sp;');

  const program = startProgram({ dataFolder: first.dataFolder, world });
  expect((await program.ask('runs.open', { runId: id })).queue).toBe('stopped-by-run');
  isFull = true;
  expect(await program.call('databaseMail.start', {})).toEqual({
    ok: false,
    error: {
      code: 'journal/disk-full',
      title: 'The disk is full.',
      detail:
        'Database Mail was started all the same, because no mail is sent while it is stopped. The run has no record of it and goes on saying that it is stopped, until it is opened again and asks the SQL Server. ENOSPC: no space left',
      hint: 'Free some space, then open the run again.',
    },
  });
  expect(await sql.query('EXEC msdb.dbo.sysmail_help_status_sp')).toEqual([{ Status: 'STARTED' }]);
  isFull = false;
  expect((await program.ask('runs.open', { runId: id })).queue).toBe('restarted');
});
