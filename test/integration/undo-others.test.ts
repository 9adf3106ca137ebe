import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../shared/run/plan';
import { signIn } from '../support/practice-lab';
import { besides, confirm, connections, startProgram } from '../support/practice-program';
import { practiceSession } from '../support/practice-session';
import { problemOf } from '../support/problem-of';
import { temporaryFolder } from '../support/temporary-folder';
import {
  undoAll,
  sixty,
  relayName,
  perSource,
  percentage,
  relayOf,
  edit,
  setTimeoutTo,
  serversOf,
} from '../support/undo-bench';

describe('somebody else’s value', () => {
  it('is left alone, and named, while the rest is taken back', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    await bench.change(sixty);
    edit(bench, { [perSource]: '50' });
    await setTimeoutTo(bench, 45);
    const plan = await bench.ask('plan', undoAll);
    expect(plan.targets.flatMap(({ changes }) => changes)).toEqual([{ setting: percentage, before: '3', after: '2' }]);
    expect(plan.risks.slice(0, 2)).toEqual([
      {
        severity: 'warning',
        text: 'Newsletter: timeout stays 45. Somebody else has changed it since this run set 60; before, it was 20.',
      },
      {
        severity: 'warning',
        text: `${relayName}: ${perSource} stays 50. Somebody else has changed it since this run set 100; before, it was 20.`,
      },
    ]);
    await bench.ask('apply', confirm(plan));
    expect(relayOf(bench)).toMatchObject({ [perSource]: '50', [percentage]: '2' });
    expect(await serversOf(bench)).toContainEqual(expect.objectContaining({ account_id: 2, timeout: 45 }));
    expect(await problemOf(() => bench.ask('plan', undoAll))).toMatchObject({
      code: 'undo/changed-since',
      detail: `Newsletter: timeout is 45 now; this run had set 60, and before that it was 20. ${relayName}: ${perSource} is 50 now; this run had set 100, and before that it was 20.`,
    });
  });

  it('is overwritten only where it is named with the value that was seen, after a tick', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    edit(bench, { [perSource]: '50' });
    const [key = ''] = bench.relays;
    const seen = (value: string): PlanRequest => ({
      step: 'undo',
      keys: null,
      overwrite: [{ key, setting: perSource, seen: value }],
    });
    expect(await problemOf(() => bench.ask('plan', seen('40')))).toMatchObject({
      code: 'undo/changed-since',
      detail: `${relayName}: ${perSource} is 50 now; this run had set 100, and before that it was 20. You were shown 40.`,
    });
    const plan = await bench.ask('plan', seen('50'));
    expect(plan.risks[0]).toEqual({
      severity: 'danger',
      text: `${relayName}: ${perSource} is 50, which somebody else has set since this run set 100. Taking it back to 20 overwrites that.`,
    });
    expect(plan.ticks).toEqual([
      {
        id: `overwrite ${key} ${perSource}`,
        text: `I know that ${perSource} 50 of ${relayName} is somebody else’s, and want 20 all the same.`,
      },
    ]);
    const { planId, confirmation } = confirm(plan);
    const unticked = { planId, confirmation: { ...confirmation, ticks: [] } };
    expect((await problemOf(() => bench.ask('apply', unticked))).code).toBe('plan/not-confirmed');
    await bench.ask('apply', confirm(plan));
    expect(relayOf(bench)).toMatchObject({ [perSource]: '20', [percentage]: '2' });
    expect(await bench.ask('undo.look', {})).toEqual([]);
  });

  it('that this run changed again is what an undo brings back', async () => {
    const bench = await practiceSession();
    await bench.change(sixty);
    await setTimeoutTo(bench, 45);
    await bench.change({ step: 'timeout', timeout: '90' });
    await bench.change(undoAll);
    expect(await serversOf(bench)).toContainEqual(expect.objectContaining({ account_id: 2, timeout: 45 }));
  });
});

describe('what cannot be read', () => {
  it('is shown with the reason, and left out of the plan', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    await bench.change(sixty);
    bench.lab.directory.remove(bench.relays[0] ?? '');
    const rows = await bench.ask('undo.look', {});
    expect(rows.map(({ setting, now, status }) => [setting, now, status])).toEqual([
      ['timeout', '60', 'ours'],
      [perSource, null, 'unreadable'],
      [percentage, null, 'unreadable'],
    ]);
    expect(rows[1]?.reason).toContain('The receive connector was not found.');
    const plan = await bench.ask('plan', undoAll);
    expect(plan.targets.map(({ kind }) => kind)).toEqual(['account']);
    expect(plan.risks[0]?.text).toContain(`${relayName}: ${perSource} is left as it is. The receive connector was not`);
    await bench.ask('apply', confirm(plan));
    // Nothing else is left: the reason itself is the answer.
    expect((await problemOf(() => bench.ask('plan', undoAll))).code).toBe('exchange/not-found');
  });

  it.each([
    ['is gone', 'DELETE FROM msdb.dbo.sysmail_server WHERE account_id = 2;', 'It was there when this run changed it.'],
    [
      'is another’s now',
      "EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @no_credential_change = 1, @account_name = N'Payroll', @email_address = N'payroll@corp.example';",
      'Its number 2 belongs to Payroll (payroll@corp.example) now.',
    ],
  ])('an account whose number %s', async (_name, statement, detail) => {
    const bench = await practiceSession();
    await bench.change(sixty);
    await (await signIn(bench.lab)).run(statement);
    expect(await bench.ask('undo.look', {})).toMatchObject([{ name: 'Newsletter', now: null, status: 'unreadable' }]);
    expect(await problemOf(() => bench.ask('plan', undoAll))).toMatchObject({ code: 'sql/account-unknown', detail });
  });
});

describe('an undo another day', () => {
  it('of a run that was ended and closed brings everything back', async () => {
    const dataFolder = temporaryFolder();
    const first = startProgram({ dataFolder, practice: { powerShell: null } });
    await first.connectPractice();
    await first.change(connections);
    const { id } = await first.change(sixty);
    await first.ask('runs.end', {});
    await first.close();

    const second = startProgram({ dataFolder, practice: { powerShell: null } });
    await second.ask('runs.open', { runId: id });
    await second.ask('page.open', { page: 'undo' });
    const state = await second.change(undoAll);
    expect(state.ended).toBe(true);
    expect(state.connectors.find(({ identity }) => identity === relayName)?.attributes).toMatchObject({
      [perSource]: '20',
      [percentage]: '2',
    });
    const [account] = await (
      await besides(state)
    ).query('select timeout from msdb.dbo.sysmail_server where account_id = 2');
    expect(account).toEqual({ timeout: 20 });
    await second.close();

    const third = startProgram({ dataFolder, practice: { powerShell: null } });
    await third.ask('runs.open', { runId: id });
    expect(await third.ask('undo.look', {})).toEqual([]);
  });
});
