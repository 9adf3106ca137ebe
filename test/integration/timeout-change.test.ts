import { describe, expect, it } from 'vitest';
import type { MsdbOptions } from '../../electron/engine/practice/msdb/options';
import type { PlanRequest } from '../../shared/run/plan';
import { besides, confirm, startProgram } from '../support/practice-program';

type Account = NonNullable<MsdbOptions['accounts']>[number];

const account: Account = {
  accountId: 7,
  name: 'Bulk "O\'Hara" <b>',
  emailAddress: 'bulk@corp.example',
  displayName: 'Bulk',
  serverName: 'ex10-hub1.corp.example',
  port: 2525,
  timeout: 20,
  username: 'svc-mail',
  profiles: ['Newsletter'],
};
const anonymous: Account = { ...account, username: null };
const oldBuild: MsdbOptions['build'] = { productVersion: '10.0.2531.0' };
const oldest: MsdbOptions['build'] = {
  productVersion: '9.0.1399.6',
  without: ['@timeout', '@no_credential_change'],
};
const sixty: PlanRequest = { step: 'timeout', timeout: '60' };
const undo: PlanRequest = { step: 'undo', keys: ['7'], overwrite: [] };

/** A run with this one account, connected and chosen. */
async function runWith(one: Account, build?: MsdbOptions['build']) {
  const msdb: MsdbOptions = { accounts: [one], ...(build ? { build } : {}) };
  const program = startProgram({ practice: { powerShell: null, msdb } });
  const state = await program.connectPractice();
  await program.ask('accounts.choose', { accountId: 7 });
  const sql = await besides(state);
  const stored = async () =>
    (await sql.query('select timeout, username, credential_id from msdb.dbo.sysmail_server where account_id = 7'))[0];
  return { ...program, sql, stored };
}

describe('a change of the timeout', () => {
  it('keeps the stored login, and everything else', async () => {
    const { ask, change, stored } = await runWith(account);
    const before = (await ask('accounts.read', {})).accounts[0];
    const state = await change(sixty);
    expect(state.changes[0]?.plan.targets[0]).toMatchObject({
      command: 'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 7, @timeout = 60, @no_credential_change = 1;',
      undoCommand: 'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 7, @timeout = 20, @no_credential_change = 1;',
    });
    expect(await stored()).toEqual({ timeout: 60, username: 'svc-mail', credential_id: 65_543 });
    const after = state.accounts[0];
    expect(after).toEqual({
      ...before,
      timeout: 60,
      lastModified: after?.lastModified,
      lastModifiedBy: 'relaytune',
    });
  });

  it('leaves the flag out on a build that has none, where there is no login to lose', async () => {
    const { change, stored } = await runWith(anonymous, oldBuild);
    const state = await change(sixty);
    expect(state.changes[0]?.plan.targets[0]?.command).toBe(
      'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 7, @timeout = 60;',
    );
    expect(await stored()).toEqual({ timeout: 60, username: null, credential_id: null });
  });

  it.each([
    ['a login that such a build would lose', account, oldBuild],
    ['a build without @timeout', anonymous, oldest],
  ])('writes to the table only after a tick: %s', async (_name, one, build) => {
    const { ask, call, stored } = await runWith(one, build);
    const plan = await ask('plan', sixty);
    expect(plan.targets[0]).toMatchObject({
      command: 'UPDATE msdb.dbo.sysmail_server SET timeout = 60 WHERE account_id = 7 AND timeout = 20;',
      undoCommand: 'UPDATE msdb.dbo.sysmail_server SET timeout = 20 WHERE account_id = 7 AND timeout = 60;',
    });
    expect(plan.risks[0]).toMatchObject({ severity: 'danger' });
    const confirmation = confirm(plan);
    const unticked = { ...confirmation, confirmation: { ...confirmation.confirmation, ticks: [] } };
    expect(await call('apply', unticked)).toMatchObject({ error: { code: 'plan/not-confirmed' } });
    await ask('apply', confirmation);
    expect(await stored()).toMatchObject({ timeout: 60, username: one.username });
  });
});

describe('the undo of a timeout', () => {
  it('brings back what was there before the run, whatever the run set in between', async () => {
    const { change, call, stored } = await runWith(account);
    await change(sixty);
    await change({ step: 'timeout', timeout: '90' });
    const state = await change(undo);
    expect(await stored()).toEqual({ timeout: 20, username: 'svc-mail', credential_id: 65_543 });
    expect(state.changes.map((made) => made.outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(await call('plan', undo)).toMatchObject({ error: { code: 'undo/nothing' } });
  });

  it('brings back a NULL by a statement of its own, after a tick', async () => {
    const { ask, change, stored } = await runWith({ ...account, timeout: null });
    await change({ step: 'timeout', timeout: '120' });
    const plan = await ask('plan', undo);
    expect(plan.targets[0]).toMatchObject({
      changes: [{ setting: 'timeout', before: '120', after: 'NULL' }],
      command: 'UPDATE msdb.dbo.sysmail_server SET timeout = NULL WHERE account_id = 7 AND timeout = 120;',
    });
    expect(plan.ticks.map((tick) => tick.id)).toEqual(['unsupported']);
    await ask('apply', confirm(plan));
    expect(await stored()).toEqual({ timeout: null, username: 'svc-mail', credential_id: 65_543 });
  });

  it('touches nothing where somebody else changed it since, and shows both values', async () => {
    const { change, call, sql, stored } = await runWith(account);
    expect(await call('plan', undo)).toMatchObject({ error: { code: 'undo/nothing' } });
    await change(sixty);
    await sql.run('exec msdb.dbo.sysmail_update_account_sp @account_id = 7, @timeout = 45, @no_credential_change = 1');
    expect(await call('plan', undo)).toMatchObject({
      error: {
        code: 'undo/changed-since',
        detail: 'Bulk "O\'Hara" <b>: timeout is 45 now; this run had set 60, and before that it was 20.',
      },
    });
    expect(await stored()).toMatchObject({ timeout: 45 });
  });

  it('is refused where somebody changed it between the confirmation screen and the click', async () => {
    const { ask, change, call, sql, stored } = await runWith({ ...account, timeout: null });
    await change({ step: 'timeout', timeout: '120' });
    const plan = await ask('plan', undo);
    await sql.run('exec msdb.dbo.sysmail_update_account_sp @account_id = 7, @timeout = 45, @no_credential_change = 1');
    expect(await call('apply', confirm(plan))).toMatchObject({ error: { code: 'plan/stale' } });
    expect(await stored()).toMatchObject({ timeout: 45 });
  });
});
