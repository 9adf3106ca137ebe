import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasSessionEnded, openSqlWriter } from '../../electron/engine/database-mail/sql-writer';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import { processOf } from '../../electron/engine/exchange/powershell/process';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import { isRunning } from '../../electron/engine/run/os-process';
import { oldWritersOf } from '../../electron/engine/run/old-writers';
import { openRun } from '../../electron/engine/run/run-folder';
import type { Writer } from '../../shared/run/event';
import { signIn, startLab, targetOf } from '../support/practice-lab';
import { connections, startProgram } from '../support/practice-program';
import { practiceSession } from '../support/practice-session';
import { powerShell } from '../support/powershell';
import { problemOf } from '../support/problem-of';
import { makeChange } from '../support/run-fixtures';

const isMissing = powerShell === null && process.env.CI !== 'true';
const executable = powerShell ?? 'no PowerShell was found';
const minutes = 60_000;
const here = { kind: 'powershell', machine: hostname() } as const;

/** A run that was killed after a change was announced by `writer`, and the program's next start. */
async function killedRun(practice: { powerShell: string | null; limitMilliseconds?: number }) {
  const first = startProgram({ practice });
  const { id } = await first.connectPractice();
  const plan = await first.ask('plan', connections);
  const ran = await first.ask('powershell.transcript', {});
  await first.close();
  async function announce(writer: Writer): Promise<void> {
    const run = await openRun(join(first.dataFolder, 'runs'), id);
    await run.record({ type: 'change-announced', plan, target: 0, writer });
    await run.close();
  }
  const second = startProgram({ dataFolder: first.dataFolder, practice });
  return { id, plan, announce, second, module: ran.find(({ script }) => script.includes('LabAsk'))?.script ?? '' };
}

async function livingProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  return child.pid ?? 0;
}

const perSource = (state: { connectors: { name: string; attributes: Record<string, unknown> }[] }) =>
  state.connectors.find(({ name }) => name === 'Relay SQL Server')?.attributes.MaxInboundConnectionPerSource;

describe.skipIf(isMissing)('a PowerShell that a killed program left behind', () => {
  it(
    'is ended before anything is read: what it was about to write is never written',
    { timeout: 5 * minutes },
    async () => {
      const { id, plan, announce, second, module } = await killedRun({
        powerShell: executable,
        limitMilliseconds: minutes,
      });
      const old = await openPowerShell({ executable, limitMilliseconds: 5 * minutes });
      onTestFinished(() => old.close());
      await old.run(module, { place: 'here' });
      const writer = await processOf(old);
      expect(writer.pid).not.toBe(process.pid);
      expect(Math.abs(Date.parse(writer.startedAt) - Date.now())).toBeLessThan(2 * minutes);
      await announce(writer);
      const command = plan.targets[0]?.command ?? '';
      const late = problemOf(() => old.run(`[Threading.Thread]::Sleep(120000)\n${command}`));

      const state = await second.ask('runs.open', { runId: id });
      expect(await isRunning(writer.pid)).toBe(false);
      expect((await late).code).toBe('powershell/ended');
      expect(state.changes).toMatchObject([{ outcome: 'not-applied', writer }]);
      expect(perSource(await second.ask('connectors.read', {}))).toBe('20');
    },
  );

  it('another process with its number is left alone', { timeout: 5 * minutes }, async () => {
    const { id, announce, second } = await killedRun({ powerShell: executable, limitMilliseconds: minutes });
    const pid = await livingProcess();
    await announce({ ...here, pid, startedAt: '2026-01-01T00:00:00.0000000Z' });
    const state = await second.ask('runs.open', { runId: id });
    expect(state.changes).toMatchObject([{ outcome: 'not-applied' }]);
    expect(await isRunning(pid)).toBe(true);
  });
});

describe('the time that a server may need after its PowerShell', () => {
  /** How long nothing may be believed of a change announced an hour ago, in seconds; asked twice by one start of the program. */
  async function quietAfter(writer: Writer, isInherited = true): Promise<number[]> {
    const { session } = await practiceSession();
    const site = { ...session.site, powerShell: executable, commandLimit: 30_000, lateWriteLimit: 60_000 };
    const next = { ...session, site, isInherited: () => isInherited };
    const change = makeChange({
      writer,
      outcome: 'unknown',
      announcedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
    const looks: number[] = [];
    for (let look = 0; look < 2; look++) {
      const [found] = await oldWritersOf(next, [change]);
      looks.push(Math.ceil(((found?.quietAt ?? NaN) - performance.now() - 5000) / 10_000) * 10 + 0);
    }
    return looks;
  }
  const gone = 2_147_483_000;
  const startedAt = '2026-01-01T00:00:00Z';

  it.skipIf(isMissing)(
    'counts from now where it was ended just now, is no shorter when asked again, and the whole for the next start',
    { timeout: minutes },
    async () => {
      const old = await openPowerShell({ executable, limitMilliseconds: minutes });
      onTestFinished(() => old.close());
      const writer = await processOf(old);
      expect(await quietAfter(writer)).toEqual([60, 60]);
      expect(await isRunning(writer.pid)).toBe(false);
      expect(await quietAfter(writer)).toEqual([60, 60]);
    },
  );

  it('counts from now where it is gone, nobody knows since when; one without a computer’s name is of this one', async () => {
    expect(await quietAfter({ ...here, pid: gone, startedAt })).toEqual([60, 60]);
    expect(await quietAfter({ kind: 'powershell', pid: gone, startedAt })).toEqual([60, 60]);
  });

  it('is over for one of this start, whose command had its limit long ago', async () => {
    expect(await quietAfter({ ...here, pid: gone, startedAt }, false)).toEqual([0, 0]);
  });

  it('is the whole, once, where it is of another computer, whose clock says nothing here', async () => {
    expect(await quietAfter({ ...here, pid: gone, startedAt, machine: 'ADMIN-PC2' })).toEqual([90, 90]);
  });
});

describe('where a writer can neither be ended nor told', () => {
  const limitMilliseconds = 3000;

  it('the time that a write may take is waited out, and that is said', async () => {
    const { id, announce, second } = await killedRun({ powerShell: null, limitMilliseconds });
    const pid = await livingProcess();
    await announce({ ...here, pid, startedAt: new Date().toISOString() });
    const announcedAt = Date.now();
    const said: string[] = [];
    const answer = await second.call('runs.open', { runId: id }, { progress: ({ text }) => void said.push(text) });
    expect(answer).toMatchObject({ ok: true, value: { changes: [{ outcome: 'not-applied' }] } });
    expect(Date.now() - announcedAt).toBeGreaterThan(limitMilliseconds - 500);
    expect(said).toContain('Waiting for what the interrupted program may still be doing…');
    expect(await isRunning(pid)).toBe(true);
  });

  it('Stop ends the waiting: the run opens, and what is unknown stays so until it is read', async () => {
    const { id, announce, second } = await killedRun({ powerShell: null, limitMilliseconds: 5 * minutes });
    await announce({ ...here, pid: await livingProcess(), startedAt: new Date().toISOString() });
    const stop = new AbortController();
    const answer = await second.call(
      'runs.open',
      { runId: id },
      { signal: stop.signal, progress: ({ text }) => text.startsWith('Waiting') && stop.abort() },
    );
    expect(answer).toMatchObject({ ok: true, value: { changes: [{ outcome: 'unknown' }] } });
  });
});

describe('a session of SQL Server that writes', () => {
  const password = 'Practice-only-1';
  const logins = [{ user: 'reader', password, role: 'db_datareader' as const }];
  const writerOf = (lab: Parameters<typeof targetOf>[0] & { sql: { user: string; password: string } }) =>
    openSqlWriter((mayConnect) =>
      connectSql(targetOf(lab), { kind: 'sqlLogin', user: lab.sql.user, password: lab.sql.password }, { mayConnect }),
    );

  it('is told apart from any other; a login that may not see others does not know', async () => {
    const lab = await startLab({ msdb: { logins } });
    const sql = await signIn(lab);
    const held = await writerOf(lab);
    expect(await hasSessionEnded(sql, held.writer)).toBe(false);
    expect(await hasSessionEnded(sql, { ...held.writer, loginTime: '2020-01-01T00:00:00' })).toBe(true);
    expect(await hasSessionEnded(await signIn(lab, { user: 'reader', password }), held.writer)).toBeNull();
    await held.run('EXEC msdb.dbo.sysmail_stop_sp;');
    await held.close();
    expect(await sql.query('EXEC msdb.dbo.sysmail_help_status_sp')).toEqual([{ Status: 'STOPPED' }]);
    await expect.poll(() => hasSessionEnded(sql, held.writer)).toBe(true);
  });

  it('is the only one: when it is gone nothing is begun in another', async () => {
    const lab = await startLab();
    const held = await writerOf(lab);
    await lab.close();
    const again = await startLab({ folder: lab.folder });
    expect(again.sql).toEqual(lab.sql);
    expect((await problemOf(() => held.run('EXEC msdb.dbo.sysmail_stop_sp;'))).code).toBe('sql/session-ended');
    await held.close();
    const sql = await signIn(again);
    expect(await sql.query('EXEC msdb.dbo.sysmail_help_status_sp')).toEqual([{ Status: 'STARTED' }]);
  });
});

it('every change is announced with who writes it', async () => {
  const program = startProgram({ practice: { powerShell: null } });
  await program.connectPractice();
  const { changes } = await program.change({ step: 'timeout', timeout: '60' });
  expect(changes).toMatchObject([{ outcome: 'applied', writer: { kind: 'sql' } }]);
  expect(changes[0]?.writer).toMatchObject({ loginTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string });
  // The lab's model is part of the program: nothing outlives it.
  expect((await program.change(connections)).changes[1]?.writer).toBeUndefined();
});
