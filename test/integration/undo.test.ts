import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../shared/run/plan';
import type { UndoRow } from '../../shared/run/undo';
import { signIn } from '../support/practice-lab';
import { besides, confirm, connections, startProgram } from '../support/practice-program';
import { practiceSession } from '../support/practice-session';
import { problemOf } from '../support/problem-of';
import { temporaryFolder } from '../support/temporary-folder';

const undoAll: PlanRequest = { step: 'undo', keys: null, overwrite: [] };
const efficiency: PlanRequest = { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null };
const sixty: PlanRequest = { step: 'timeout', timeout: '60' };
const relayName = 'EX10-HUB1\\Relay SQL Server';
const perSource = 'MaxInboundConnectionPerSource';
const percentage = 'MaxInboundConnectionPercentagePerSource';

type Bench = Awaited<ReturnType<typeof practiceSession>>;
const relayOf = ({ lab, relays: [relay = ''] }: Bench) => lab.directory.get(relay);
/** Somebody else at work on the connector. */
const edit = (bench: Bench, attributes: Record<string, string>) =>
  bench.lab.directory.edit(bench.relays[0] ?? '', attributes);
const setTimeoutTo = async ({ lab }: Bench, seconds: number) =>
  (await signIn(lab)).run(
    `EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = ${seconds}, @no_credential_change = 1;`,
  );
const serversOf = async ({ lab }: Pick<Bench, 'lab'>) => {
  const rows = await (await signIn(lab)).query('select * from msdb.dbo.sysmail_server');
  return rows.map((row) => ({ ...(row as object), last_mod_datetime: null, last_mod_user: null }));
};
const short = ({ name, setting, before, ours, now, status }: UndoRow) => [name, setting, before, ours, now, status];
const withoutDates = (connectors: Record<string, unknown>[]) =>
  connectors.map((connector) => ({ ...connector, WhenChanged: '' }));

describe('the undo of a run', () => {
  it('brings everything back to exactly what it was, in one plan, the newest change first', async () => {
    const bench = await practiceSession();
    const before = { connectors: withoutDates(bench.lab.directory.list()), servers: await serversOf(bench) };
    await bench.change(connections);
    await bench.change(efficiency);
    await bench.change(sixty);
    expect((await bench.ask('undo.look', {})).map(short)).toEqual([
      ['Newsletter', 'timeout', '20', '60', '60', 'ours'],
      [relayName, 'MaxAcknowledgementDelay', '00:00:30', '00:00:00', '00:00:00', 'ours'],
      [relayName, perSource, '20', '100', '100', 'ours'],
      [relayName, percentage, '2', '3', '3', 'ours'],
    ]);

    const plan = await bench.ask('plan', undoAll);
    expect(plan.targets).toMatchObject([
      {
        kind: 'account',
        key: '2',
        command: 'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = 20, @no_credential_change = 1;',
        undoCommand:
          'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = 60, @no_credential_change = 1;',
      },
      {
        kind: 'connector',
        name: relayName,
        command: `Set-ReceiveConnector -Identity '${relayName}' -MaxAcknowledgementDelay 00:00:30 -${perSource} 20 -${percentage} 2 -DomainController dc1.corp.example`,
        undoCommand: `Set-ReceiveConnector -Identity '${relayName}' -MaxAcknowledgementDelay 00:00:00 -${perSource} 100 -${percentage} 3 -DomainController dc1.corp.example`,
        whatIf: `What if: Setting Receive connector "${relayName}".`,
        effectiveLimit: { before: { limit: 100 }, after: { limit: 20 } },
        basis: { Identity: relayName, [perSource]: '100', [percentage]: '3', MaxAcknowledgementDelay: '00:00:00' },
      },
    ]);
    expect(plan.risks.map(({ text }) => text)).toContain(
      `${relayName} allows one source 100 sessions now, and 20 again afterwards: bursts that need more are refused as before this run.`,
    );
    expect(plan.typedName).toBeNull();

    const state = await bench.ask('apply', confirm(plan));
    expect(withoutDates(bench.lab.directory.list())).toEqual(before.connectors);
    expect(await serversOf(bench)).toEqual(before.servers);
    expect(state.changes.slice(-2).map((made) => [made.plan.step, made.outcome])).toEqual([
      ['undo', 'applied'],
      ['undo', 'applied'],
    ]);
    // What the pages show was read anew.
    expect(state.connectors.find(({ identity }) => identity === relayName)?.attributes[perSource]).toBe('20');
    expect(state.accounts.find(({ accountId }) => accountId === 2)?.timeout).toBe(20);

    expect(await bench.ask('undo.look', {})).toEqual([]);
    expect((await problemOf(() => bench.ask('plan', undoAll))).code).toBe('undo/nothing');
  });

  it('asks for a name where several connectors are taken back, and keeps the others where one was back already', async () => {
    const bench = await practiceSession({ scenario: 'hubs' });
    await bench.change(connections);
    edit(bench, { [perSource]: '20', [percentage]: '2' });
    expect((await bench.ask('undo.look', {})).map(({ name, status }) => [name, status])).toEqual([
      ['EX10-HUB3\\Relay SQL Server', 'ours'],
      ['EX10-HUB3\\Relay SQL Server', 'ours'],
      ['EX10-HUB2\\Relay SQL Server', 'ours'],
      ['EX10-HUB2\\Relay SQL Server', 'ours'],
      [relayName, 'back'],
      [relayName, 'back'],
    ]);
    const plan = await bench.ask('plan', undoAll);
    expect(plan.targets.map(({ name }) => name)).toEqual([
      'EX10-HUB3\\Relay SQL Server',
      'EX10-HUB2\\Relay SQL Server',
    ]);
    expect(plan.typedName).toBe('Relay SQL Server');
  });

  it('goes target by target, and the rest another time', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    await bench.change(sixty);
    await bench.change({ step: 'undo', keys: bench.relays, overwrite: [] });
    expect(relayOf(bench)[perSource]).toBe('20');
    expect((await bench.ask('undo.look', {})).map(short)).toEqual([
      ['Newsletter', 'timeout', '20', '60', '60', 'ours'],
    ]);
    await bench.change(undoAll);
    expect(await bench.ask('undo.look', {})).toEqual([]);
  });

  it('is followed by a new change, which can be taken back as well', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    await bench.change(undoAll);
    await bench.change({ ...connections, maxInboundConnectionPerSource: '60' } as PlanRequest);
    expect((await bench.ask('undo.look', {})).map(short)).toEqual([
      [relayName, perSource, '20', '60', '60', 'ours'],
      [relayName, percentage, '2', '3', '3', 'ours'],
    ]);
    await bench.change(undoAll);
    expect(relayOf(bench)).toMatchObject({ [perSource]: '20', [percentage]: '2' });
  });

  it('finds a connector that was renamed since by its Guid, and says so', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    edit(bench, { Name: 'Relay (new)' });
    expect((await bench.ask('undo.look', {}))[0]).toMatchObject({ name: 'EX10-HUB1\\Relay (new)', status: 'ours' });
    const plan = await bench.ask('plan', undoAll);
    expect(plan.targets[0]?.command).toContain("-Identity 'EX10-HUB1\\Relay (new)'");
    expect(plan.risks).toContainEqual({
      severity: 'warning',
      text: `EX10-HUB1\\Relay (new) was called ${relayName} when this run changed it.`,
    });
    await bench.ask('apply', confirm(plan));
    expect(relayOf(bench)).toMatchObject({ Name: 'Relay (new)', [perSource]: '20', [percentage]: '2' });
  });
});

describe('the undo of several accounts', () => {
  it('has each say what it is of, and ticked for itself', async () => {
    const bench = await practiceSession();
    const before = await serversOf(bench);
    for (const accountId of [2, 4]) {
      await bench.ask('accounts.choose', { accountId });
      await bench.change({ step: 'timeout', timeout: '120' });
    }
    const plan = await bench.ask('plan', undoAll);
    expect(plan.ticks).toEqual([
      {
        id: 'unsupported 4',
        text: 'Partner reports: I know that writing to sysmail_server directly is not supported by Microsoft.',
      },
      { id: 'shortens 2', text: 'Newsletter: I know that this shortens it, from 120 s to 20 s.' },
    ]);
    await bench.ask('apply', confirm(plan));
    expect(await serversOf(bench)).toEqual(before);
  });
});

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
