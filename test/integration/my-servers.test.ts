import { delimiter, dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Check, Connection } from '../../shared/run/connection';
import { remotingHost, startEndpoint } from '../support/exchange-endpoint';
import { relayConnector, startLab } from '../support/practice-lab';
import { confirm, connections, startProgram } from '../support/practice-program';

// With CI=true a missing engine is a failure, not a skip.
const isMissing = remotingHost === null && process.env.CI !== 'true';
const path = process.env.PATH ?? '';
afterEach(() => void (process.env.PATH = path));

/** The lab's servers, reached as somebody's own: Exchange by remoting, SQL Server by its address. */
async function ownServers() {
  const lab = await startLab();
  const executable = await startEndpoint({ lab });
  process.env.PATH = `${dirname(executable)}${delimiter}${path}`;
  const connection: Connection = {
    // Everybody's computer knows this name; the endpoint answers to any.
    exchangeServer: 'localhost',
    exchangeWay: 'automatic',
    connectorScope: 'organisation',
    sqlServer: `${lab.sql.host},${lab.sql.port}`,
    sqlAddresses: [],
    sqlSignIn: 'sqlLogin',
    sqlUser: lab.sql.user,
    sqlEncryption: 'tls',
    sqlCertificate: null,
    profile: lab.databaseMail.profile,
    testMailboxes: lab.databaseMail.testMailboxes,
  };
  return { lab, connection, sqlPassword: lab.sql.password };
}

const outcomes = (checks: readonly Check[]) => Object.fromEntries(checks.map((check) => [check.id, check.outcome]));

describe.skipIf(isMissing)('my servers', { timeout: 60_000 }, () => {
  it('are connected, checked, read and changed through PowerShell remoting', async () => {
    const { lab, connection, sqlPassword } = await ownServers();
    const program = startProgram();
    expect((await program.ask('runs.create', { mode: 'servers' })).mode).toBe('servers');
    expect((await program.ask('connect.suggest', {})).connection.exchangeServer).toBe('');
    const checked = await program.ask('connect.check', { connection, sqlPassword });
    expect(outcomes(checked.checks)).toMatchObject({
      exchange: 'passed',
      'read-role': 'passed',
      'write-role': 'passed',
      'exchange-version': 'passed',
      attributes: 'passed',
      source: 'passed',
      // The lab's SQL Server has no TLS, which is not given up without being asked.
      sql: 'blocked',
    });
    expect(checked.checks[0]?.reason).toBe(
      'The connectors are reached through PowerShell remoting to http://localhost/PowerShell/.',
    );
    expect(checked.source.addresses).toEqual([{ address: lab.sql.host, origin: `name ${lab.sql.host}` }]);

    const { connectors } = await program.ask('connectors.read', {});
    const relay = connectors.find((connector) => connector.identity === relayConnector);
    await program.ask('connectors.choose', { guids: [relay?.guid ?? ''] });
    const plan = await program.ask('plan', connections);
    expect(plan.targets[0]?.whatIf).toBe(`What if: Setting Receive connector "${relayConnector}".`);
    const state = await program.ask('apply', confirm(plan));
    expect(state.changes.map((change) => change.outcome)).toEqual(['applied']);
    expect(lab.directory.get(relayConnector).MaxInboundConnectionPerSource).toBe('100');
  });

  it('are found again when the run is opened again, and ask for the SQL password anew', async () => {
    const { connection, sqlPassword } = await ownServers();
    const first = startProgram();
    const { id } = await first.ask('runs.create', { mode: 'servers' });
    await first.ask('connect.check', { connection, sqlPassword });
    await first.close();

    const second = startProgram({ dataFolder: first.dataFolder });
    await second.ask('runs.open', { runId: id });
    expect((await second.ask('connectors.read', {})).connectors).toHaveLength(4);
    expect(await second.call('accounts.read', {})).toMatchObject({ error: { code: 'connect/sign-in-again' } });

    // A new run begins with what was entered last, but for the password.
    await second.ask('runs.create', { mode: 'servers' });
    expect(await second.ask('connect.suggest', {})).toEqual({ connection, sqlPassword: '' });
  });

  it('need a PowerShell, and say so', async () => {
    process.env.PATH = '/nowhere';
    const program = startProgram();
    expect(await program.call('runs.create', { mode: 'servers' })).toMatchObject({
      ok: false,
      error: { code: 'powershell/not-found' },
    });
    expect(await program.ask('start.info', {})).toEqual({ powerShell: null });
  });
});
