import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../shared/run/plan';
import type { UndoRow } from '../../shared/run/undo';
import { confirm, connections } from '../support/practice-program';
import { practiceSession } from '../support/practice-session';
import { problemOf } from '../support/problem-of';
import { undoAll, sixty, relayName, perSource, percentage, relayOf, edit, serversOf } from '../support/undo-bench';

const efficiency: PlanRequest = { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null };
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
