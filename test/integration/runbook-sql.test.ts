import { describe, expect, it } from 'vitest';
import type { RunState } from '../../shared/run/state';
import { hostileNames } from '../support/hostile-names';
import { besides, connections, startProgram } from '../support/practice-program';

describe('the .sql of a change', () => {
  const timeoutOf = async (state: RunState) => {
    const [row] = await besides(state).then((sql) =>
      sql.query('SELECT s.timeout FROM msdb.dbo.sysmail_server s WHERE s.account_id = @id', { id: state.accountId }),
    );
    return row?.timeout;
  };
  const asOpened = (text: string) => text.replace(/^\ufeff/, '');

  async function planned() {
    const program = startProgram({ practice: { powerShell: null } });
    const read = await program.connectPractice();
    const account = read.accounts.find(({ timeout }) => timeout === 20);
    const state = await program.ask('accounts.choose', { accountId: account?.accountId ?? 0 });
    const plan = await program.ask('plan', { step: 'timeout', timeout: '60' });
    const script = async (what: 'change' | 'undo', planId: string | null = plan.id) => {
      const { fileName, text } = await program.ask('runbook.text', { language: 'sql', what, planId });
      expect(fileName).toBe(`RelayTune-${state.id}-${what}.sql`);
      return asOpened(text);
    };
    return { program, state, plan, script };
  }

  it('changes the timeout, and its undo brings the old one back; the plan still waits', async () => {
    const { program, state, plan, script } = await planned();
    const sql = await besides(state);
    await sql.run(await script('change'));
    expect(await timeoutOf(state)).toBe(60);
    // Once more: it is so already.
    await sql.run(await script('change'));
    await sql.run(await script('undo'));
    expect(await timeoutOf(state)).toBe(20);
    const confirmation = { hash: plan.hash, typedName: plan.typedName, ticks: plan.ticks.map(({ id }) => id) };
    const after = await program.ask('apply', { planId: plan.id, confirmation });
    expect(after.changes.map(({ outcome }) => outcome)).toEqual(['applied']);
    await sql.run(await script('undo', null));
    expect(await timeoutOf(state)).toBe(20);
  });

  it('refuses where the value has been changed since', async () => {
    const { state, script } = await planned();
    const sql = await besides(state);
    await sql.run(
      `UPDATE msdb.dbo.sysmail_server SET timeout = 45 WHERE account_id = ${state.accountId ?? 0} AND timeout = 20;`,
    );
    for (const what of ['change', 'undo'] as const)
      await expect(sql.run(await script(what))).rejects.toMatchObject({
        problem: {
          detail: expect.stringContaining(
            `Nothing was changed: timeout is 45, and not ${what === 'change' ? '20 or 60' : '60 or 20'}. Look who`,
          ) as string,
        },
      });
    expect(await timeoutOf(state)).toBe(45);
  });

  it('refuses where the account has another name', async () => {
    const { state, script } = await planned();
    const sql = await besides(state);
    const change = await script('change');
    await sql.run(`UPDATE msdb.dbo.sysmail_account SET name = N'Other' WHERE account_id = ${state.accountId ?? 0};`);
    await expect(sql.run(change)).rejects.toMatchObject({
      problem: { detail: expect.stringContaining('does not have the name that was expected') as string },
    });
    expect(await timeoutOf(state)).toBe(20);
  });

  it('refuses where the account has no mail server any more', async () => {
    const { state, script } = await planned();
    const sql = await besides(state);
    const change = await script('change');
    await sql.run(`DELETE FROM msdb.dbo.sysmail_server WHERE account_id = ${state.accountId ?? 0};`);
    await expect(sql.run(change)).rejects.toMatchObject({
      problem: { detail: expect.stringContaining('or it or its mail server is not there any more') as string },
    });
  });

  it.each([...hostileNames, "a */ [b] '; DROP TABLE x --", '$(x) \\\n 💌 %d %s'])(
    'changes the account of a name that is hard to write: %j',
    async (name) => {
      const { program, state } = await planned();
      const sql = await besides(state);
      const id = state.accountId ?? 0;
      await sql.query('UPDATE msdb.dbo.sysmail_account SET name = @name WHERE account_id = @id', { name, id });
      await program.ask('accounts.read', {});
      const plan = await program.ask('plan', { step: 'timeout', timeout: '60' });
      const scriptOfIt = async (what: 'change' | 'undo') =>
        asOpened((await program.ask('runbook.text', { language: 'sql', what, planId: plan.id })).text);
      await sql.run(await scriptOfIt('change'));
      expect(await timeoutOf(state)).toBe(60);
      await sql.run(await scriptOfIt('undo'));
      expect(await timeoutOf(state)).toBe(20);
    },
  );

  it('is refused for a side that has nothing, and for a plan that does not wait', async () => {
    const { program, plan } = await planned();
    const ask = (language: 'ps1' | 'sql', planId: string | null) =>
      program.ask('runbook.text', { language, what: 'change', planId });
    await expect(ask('ps1', plan.id)).rejects.toMatchObject({
      problem: { code: 'runbook/nothing', title: 'There is nothing for Exchange in it.' },
    });
    await expect(ask('sql', null)).rejects.toMatchObject({
      problem: { code: 'runbook/nothing', detail: 'Nothing that this run changed still stands.' },
    });
    await expect(ask('sql', 'gone')).rejects.toMatchObject({ problem: { code: 'plan/unknown' } });
    await program.change(connections);
    await expect(ask('sql', null)).rejects.toMatchObject({
      problem: { title: 'There is nothing for SQL Server in it.' },
    });
  });
});
