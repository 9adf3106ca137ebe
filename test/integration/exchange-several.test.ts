import { describe, expect, it } from 'vitest';
import { confirm, connections, startProgram } from '../support/practice-program';

const relays = [1, 2, 3].map((number) => `EX10-HUB${number}\\Relay SQL Server`);

describe('three hubs behind one name', () => {
  it('are found by their addresses, chosen together, and changed one after the other', async () => {
    const program = startProgram();
    const chosen = await program.connectPractice('hubs');
    expect(chosen.hubs.map((hub) => [hub.server, hub.addresses.length])).toEqual([
      ['EX10-HUB1', 1],
      ['EX10-HUB2', 1],
      ['EX10-HUB3', 1],
    ]);
    expect(chosen.checks.filter((check) => check.outcome === 'blocked')).toEqual([]);
    expect(chosen.connectorGuids).toHaveLength(3);

    const plan = await program.ask('plan', connections);
    expect(plan.targets.map((target) => target.name)).toEqual(relays);
    expect(plan.targets.map((target) => target.whatIf)).toEqual(
      relays.map((name) => `What if: Setting Receive connector "${name}".`),
    );
    // Several servers at once ask for a second thought.
    expect(plan.typedName).toBe('Relay SQL Server');
    const state = await program.ask('apply', confirm(plan));
    expect(state.changes.map((change) => [change.target, change.outcome])).toEqual([
      [0, 'applied'],
      [1, 'applied'],
      [2, 'applied'],
    ]);
    const values = state.connectors
      .filter((connector) => relays.includes(connector.identity))
      .map((connector) => connector.attributes.MaxInboundConnectionPerSource);
    expect(values).toEqual(['100', '100', '100']);
  });

  it('stop between two writes, never inside one, and say which are done', async () => {
    const program = startProgram();
    await program.connectPractice('hubs');
    const plan = await program.ask('plan', connections);
    const stop = new AbortController();
    const answer = await program.call('apply', confirm(plan), {
      signal: stop.signal,
      progress: ({ text }) => {
        if (text.startsWith(`Changing ${relays[1] ?? ''}`)) stop.abort();
      },
    });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'apply/stopped',
        detail: `Changed: ${relays[0] ?? ''}, ${relays[1] ?? ''}. Not touched: ${relays[2] ?? ''}.`,
      },
    });
    const state = await program.ask('runs.current', {});
    expect(state.changes.map((change) => change.outcome)).toEqual(['applied', 'applied']);

    // The rest is planned again, and only the rest.
    const rest = await program.ask('plan', connections);
    expect(rest.targets.map((target) => target.name)).toEqual([relays[2]]);
  });

  it('say what is done when one of them was changed by somebody else', async () => {
    const program = startProgram();
    const { connectorGuids } = await program.connectPractice('hubs');
    const all = await program.ask('plan', connections);
    // The same change on the second hub alone, confirmed first: the plan for all three is stale there.
    await program.ask('connectors.choose', { guids: connectorGuids.slice(1, 2) });
    await program.change({
      step: 'connections',
      maxInboundConnectionPerSource: '50',
      maxInboundConnectionPercentagePerSource: '3',
    });
    const answer = await program.call('apply', confirm(all));
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'apply/stale',
        title: '1 of 3 were changed, then it stopped.',
        detail: expect.stringContaining(`Changed: ${relays[0] ?? ''}. Not touched: ${relays[2] ?? ''}.`) as string,
      },
    });
  });
});

describe('where the SQL Server’s mail comes from', () => {
  it('is proven by one test mail and the message tracking log', async () => {
    const program = startProgram();
    const before = await program.connectPractice();
    expect(before.source.proof).toBe('assumed');
    const address = before.source.addresses[0]?.address ?? '';
    const { source } = await program.ask('source.prove', {});
    expect(source).toEqual({
      addresses: [{ address, origin: 'message tracking log' }],
      proof: 'tracking-log',
      detail: `a test mail arrived from ${address} and was taken by EX10-HUB1\\Relay SQL Server.`,
    });

    // Checking again does not forget it; another SQL Server's address is another matter.
    const { connection, sqlPassword } = await program.ask('connect.suggest', {});
    expect((await program.ask('connect.check', { connection, sqlPassword })).source).toEqual(source);
    const other = { ...connection, sqlAddresses: ['192.0.2.7'] };
    expect((await program.ask('connect.check', { connection: other, sqlPassword })).source.proof).toBe('user');
  });

  it('can be entered, and decides which connector serves', async () => {
    const program = startProgram();
    await program.ask('runs.create', { mode: 'practice', scenario: 'article' });
    const { connection, sqlPassword } = await program.ask('connect.suggest', {});
    const state = await program.ask('connect.check', {
      connection: { ...connection, sqlAddresses: ['192.0.2.7'] },
      sqlPassword,
    });
    expect(state.source).toMatchObject({ proof: 'user', addresses: [{ address: '192.0.2.7' }] });
    expect(state.checks.find((check) => check.id === 'connector')).toMatchObject({
      outcome: 'blocked',
      reason: expect.stringContaining('192.0.2.7 is served by EX10-HUB1\\Default EX10-HUB1.') as string,
      command: expect.stringMatching(
        /^New-ReceiveConnector -Name 'Relay SQL01' .*-RemoteIPRanges '192\.0\.2\.7'/,
      ) as string,
    });
  });
});
