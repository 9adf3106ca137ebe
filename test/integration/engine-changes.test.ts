import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { besides, confirm, connections, startProgram } from '../support/practice-program';

/** A practice run, connected, its connector and account chosen. */
async function startRun() {
  const { ask, call, connectPractice, dataFolder } = startProgram();
  const { id } = await connectPractice();
  await ask('accounts.read', {});
  await ask('accounts.choose', { accountId: 2 });
  const { sqlPassword } = await ask('connect.suggest', {});
  const journal = () => readFile(join(dataFolder, 'runs', id, 'journal.jsonl'), 'utf8');
  return { call, ask, journal, sqlPassword };
}

describe('plan and apply', () => {
  it('applies a plan once, and journals it before and after', async () => {
    const { ask, call, journal } = await startRun();
    const plan = await ask('plan', connections);
    const state = await ask('apply', confirm(plan));
    expect(state.changes.map((change) => change.outcome)).toEqual(['applied']);
    expect(state.changes[0]?.readBack).toMatchObject({
      MaxInboundConnectionPerSource: '100',
      MaxInboundConnectionPercentagePerSource: '3',
      TarpitInterval: '00:00:05',
    });
    const types = (await journal())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: { type: string } }).event.type);
    expect(types.slice(-3)).toEqual(['change-announced', 'change-finished', 'connectors-read']);
    expect(await call('apply', confirm(plan))).toMatchObject({ ok: false, error: { code: 'plan/used' } });
  });

  it('refuses a plan that another change has overtaken, and writes nothing', async () => {
    const { ask, call } = await startRun();
    const stale = await ask('plan', {
      step: 'connections',
      maxInboundConnectionPerSource: '50',
      maxInboundConnectionPercentagePerSource: '3',
    });
    await ask('apply', confirm(await ask('plan', connections)));
    const answer = await call('apply', confirm(stale));
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'plan/stale',
        detail: expect.stringContaining('MaxInboundConnectionPerSource is 100, was 20') as string,
      },
    });
    const { connectors } = await ask('connectors.read', {});
    expect(connectors.find((each) => each.name === 'Relay SQL Server')?.attributes.MaxInboundConnectionPerSource).toBe(
      '100',
    );
  });

  it('refuses a forged hash, an unknown plan, and an unticked risk', async () => {
    const { ask, call } = await startRun();
    const plan = await ask('plan', connections);
    const forged = { planId: plan.id, confirmation: { hash: '0'.repeat(64), typedName: null, ticks: [] } };
    expect(await call('apply', forged)).toMatchObject({ ok: false, error: { code: 'plan/not-confirmed' } });
    expect(await call('apply', { ...forged, planId: 'made-up' })).toMatchObject({
      ok: false,
      error: { code: 'plan/unknown' },
    });
    // 5 s is shorter than the 20 s that are set.
    const shorter = await ask('plan', { step: 'timeout', timeout: '5' });
    expect(shorter.ticks).toHaveLength(1);
    expect(
      await call('apply', { planId: shorter.id, confirmation: { hash: shorter.hash, typedName: null, ticks: [] } }),
    ).toMatchObject({ ok: false, error: { code: 'plan/not-confirmed' } });
  });

  it('changes the timeout and nothing else, and says so in the account', async () => {
    const { ask } = await startRun();
    const state = await ask('apply', confirm(await ask('plan', { step: 'timeout', timeout: '60' })));
    expect(state.accounts.find((account) => account.accountId === 2)).toMatchObject({
      timeout: 60,
      serverName: 'ex10-hub1.corp.example',
      username: null,
    });
    expect(state.changes[0]?.plan.targets[0]?.command).toBe(
      'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = 60, @no_credential_change = 1;',
    );
  });

  it('restarts Database Mail, each half on record, and never starts a queue that was stopped before', async () => {
    const { ask, call, journal } = await startRun();
    const state = await ask('apply', confirm(await ask('plan', { step: 'restart' })));
    expect(state.queue).toBe('restarted');
    const types = (await journal())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: { type: string } }).event.type);
    expect(types.slice(-6)).toEqual([
      'change-announced',
      'queue-stop-announced',
      'queue-stopped',
      'queue-start-announced',
      'queue-started',
      'change-finished',
    ]);

    const other = await besides(await ask('runs.current', {}));
    await other.run('EXEC msdb.dbo.sysmail_stop_sp;');
    const plan = await ask('plan', { step: 'restart' });
    expect(await call('apply', confirm(plan))).toMatchObject({ ok: false, error: { code: 'queue/stopped-before' } });
    await ask('databaseMail.start', {});
    expect(await other.query('EXEC msdb.dbo.sysmail_help_status_sp')).toEqual([{ Status: 'STOPPED' }]);
  });

  it('refuses to measure "before" once a setting was changed', async () => {
    const { ask, call } = await startRun();
    expect((await ask('measure.ladder', { phase: 'before', sourceAddress: null })).before.ladder?.limit).toBe(20);
    await ask('apply', confirm(await ask('plan', connections)));
    expect(await call('measure.ladder', { phase: 'before', sourceAddress: null })).toMatchObject({
      ok: false,
      error: { code: 'measure/too-late' },
    });
    const state = await ask('measure.ladder', { phase: 'after', sourceAddress: null });
    expect([state.before.ladder?.limit, state.after.ladder?.limit]).toEqual([20, 100]);
  });

  it('keeps the password out of the journal', async () => {
    const { journal, sqlPassword } = await startRun();
    expect(await journal()).not.toContain(sqlPassword);
  });
});
