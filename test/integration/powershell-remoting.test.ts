import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parametersOf } from '../../electron/engine/exchange/cmdlets';
import type { CommandRunner } from '../../electron/engine/exchange/command-runner';
import { openExchange } from '../../electron/engine/exchange/open-exchange';
import { powerShellRunner } from '../../electron/engine/exchange/powershell-runner';
import { readConnectors } from '../../electron/engine/exchange/read-connectors';
import { readHubs } from '../../electron/engine/exchange/read-hubs';
import type { WayChoice } from '../../shared/exchange/ways';
import { remotingHost, startEndpoint, type EndpointSettings } from '../support/exchange-endpoint';
import { relayConnector, startLab } from '../support/practice-lab';
import { temporaryFolder } from '../support/temporary-folder';

// With CI=true a missing engine is a failure, not a skip. The stand-in for ssh is a Unix script.
const isMissing = remotingHost === null && process.env.CI !== 'true';
const server = 'ex10-hub1.corp.example';
const context = { say: () => undefined };

async function exchangeThrough(settings: Omit<EndpointSettings, 'lab'> = {}) {
  const lab = await startLab();
  const executable = await startEndpoint({ lab, ...settings });
  const exchange = powerShellRunner(openExchange(executable, 15_000));
  onTestFinished(() => exchange.close());
  const connect = (way: WayChoice) => exchange.connect({ server, way }, context);
  return { lab, exchange, connect };
}

const set = (exchange: CommandRunner, value: string, switches: string[] = []) =>
  exchange.run({
    cmdlet: 'Set-ReceiveConnector',
    parameters: [
      ['Identity', relayConnector],
      ['MaxInboundConnectionPerSource', value],
    ],
    switches,
  });

describe.skipIf(isMissing)('Exchange through a real remoting session', { timeout: 60_000 }, () => {
  it('is read, asked what it would do, and changed, by plain commands in a NoLanguage endpoint', async () => {
    const { lab, exchange, connect } = await exchangeThrough();
    await connect('kerberos');
    expect(exchange.through()).toBe(`through PowerShell remoting to http://${server}/PowerShell/`);

    const connectors = await readConnectors(exchange, null);
    expect(connectors.map((connector) => connector.attributes)).toEqual(lab.directory.list());
    expect(await readConnectors(exchange, server)).toHaveLength(4);
    const hubs = await readHubs(exchange, ['EX10-HUB1'], (name) => Promise.resolve(lab.resolve(name)));
    expect(hubs).toEqual([
      {
        server: 'EX10-HUB1',
        fqdn: server,
        adminDisplayVersion: 'Version 14.3 (Build 123.4)',
        maxConnectionRatePerMinute: 1200,
        addresses: [lab.addresses.hub],
      },
    ]);
    expect(await parametersOf(exchange, 'Set-ReceiveConnector')).toEqual(
      expect.arrayContaining([
        'Identity',
        'MaxInboundConnectionPerSource',
        'TarpitInterval',
        'DomainController',
        'WhatIf',
      ]),
    );

    const asked = await set(exchange, '100', ['WhatIf']);
    expect(asked).toEqual({
      output: [],
      warnings: [],
      screen: `What if: Setting Receive connector "${relayConnector}".`,
    });
    expect(lab.directory.get(relayConnector).MaxInboundConnectionPerSource).toBe('20');
    expect(await set(exchange, '100')).toEqual({ output: [], warnings: [], screen: '' });
    expect(lab.directory.get(relayConnector).MaxInboundConnectionPerSource).toBe('100');
    // The warning comes once, as data: what remoting prints of it on the screen is no answer of -WhatIf.
    expect(await set(exchange, '100')).toEqual({
      output: [],
      warnings: [`The command completed successfully but no settings of '${relayConnector}' have been modified.`],
      screen: '',
    });
    await expect(set(exchange, '10001')).rejects.toMatchObject({ problem: { code: 'exchange/invalid-value' } });
    const unknown = exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters: [['Identity', 'EX10-HUB1\\Nowhere']] });
    await expect(unknown).rejects.toMatchObject({ problem: { code: 'exchange/not-found' } });
  });

  it('leaves no session behind', async () => {
    const { exchange, connect } = await exchangeThrough();
    await connect('kerberos');
    await exchange.close();
    expect(exchange.transcript().at(-1)).toMatchObject({ script: 'Get-PSSession | Remove-PSSession', ok: true });
  });

  it('keeps names unharmed on their way into the endpoint and back', async () => {
    const { lab, exchange, connect } = await exchangeThrough();
    const connector = lab.directory.get(relayConnector);
    const strange = 'Relé ‘SQL’ – $(x) `n; 💌 \'quoted\' "twice" 世界';
    await connect('kerberos');
    const reading = exchange.run({
      cmdlet: 'Get-ReceiveConnector',
      parameters: [['Identity', `EX10-HUB1\\${strange}`]],
    });
    await expect(reading).rejects.toMatchObject({
      problem: { detail: expect.stringContaining(`object 'EX10-HUB1\\${strange}' couldn't be found`) as string },
    });
    expect(connector.Guid).toBeDefined();
  });

  it('comes back when the far end dies, and says that it is gone', async () => {
    const { exchange, connect } = await exchangeThrough();
    await connect('kerberos');
    await exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters: [] });
    execFileSync('pkill', ['-9', '-f', '--', `--server .*relaytune-endpoint`]);
    // Most often it is noticed at once; now and then the engine itself waits for ever, and the limit ends it.
    await expect(exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters: [] })).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^powershell\/(?:ended|too-slow)$/) as string },
    });
    expect((await exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters: [] })).output).toHaveLength(4);
  });

  it('shows a role that lacks the cmdlet, or some of its parameters, as RBAC does', async () => {
    const { exchange, connect } = await exchangeThrough({ without: { cmdlets: ['Set-ReceiveConnector'] } });
    await connect('kerberos');
    await expect(parametersOf(exchange, 'Set-ReceiveConnector')).rejects.toMatchObject({
      problem: { code: 'exchange/no-cmdlet' },
    });

    const partly = await exchangeThrough({ without: { parameters: ['TarpitInterval'] } });
    await partly.connect('kerberos');
    const parameters = await parametersOf(partly.exchange, 'Set-ReceiveConnector');
    expect(parameters).toContain('MaxAcknowledgementDelay');
    expect(parameters).not.toContain('TarpitInterval');
  });

  it('takes a name and a password from PowerShell’s own dialog, however long that takes', async () => {
    const { exchange, connect } = await exchangeThrough({
      env: { RELAYTUNE_HOST_CREDENTIAL: 'CORP\\admin s3cret-canary 1.5' },
    });
    await connect('credential');
    expect((await exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters: [] })).output).toHaveLength(4);
    expect(JSON.stringify(exchange.transcript())).not.toContain('s3cret-canary');
  });

  it('says that the dialog was closed', async () => {
    const { connect } = await exchangeThrough();
    await expect(connect('credential')).rejects.toMatchObject({ problem: { code: 'exchange/no-credential' } });
  });

  it('stops while the dialog is open', async () => {
    const lab = await startLab();
    const executable = await startEndpoint({ lab, env: { RELAYTUNE_HOST_CREDENTIAL: 'CORP\\admin secret 60' } });
    const exchange = powerShellRunner(openExchange(executable));
    onTestFinished(() => exchange.close());
    const controller = new AbortController();
    const connecting = exchange.connect(
      { server, way: 'credential' },
      { signal: controller.signal, say: () => undefined },
    );
    setTimeout(() => controller.abort(), 2500);
    await expect(connecting).rejects.toMatchObject({ problem: { code: 'powershell/stopped' } });
  });

  it('uses the Exchange Management Shell’s own script where the tools are', async () => {
    const tools = temporaryFolder();
    const { lab, exchange, connect } = await exchangeThrough({ env: { ExchangeInstallPath: `${tools}/` } });
    await mkdir(join(tools, 'bin'));
    // Some of its lines fail without harm, as the real one's do.
    const script = `Get-Item 'nothing here'\n[Console]::Out.WriteLine('Welcome to the Exchange Management Shell!')\nfunction Connect-ExchangeServer { [CmdletBinding()] param($ServerFqdn)\n${lab.cmdletModule}\n}`;
    await writeFile(join(tools, 'bin', 'RemoteExchange.ps1'), script);
    await connect('managementShell');
    expect(exchange.through()).toBe(`through the Exchange Management Shell of this computer, connected to ${server}`);
    expect(await readConnectors(exchange, null)).toHaveLength(4);
  });

  it('tries each way in turn, and says why each failed', async () => {
    const { connect, exchange } = await exchangeThrough({
      refusal: {
        id: 'AccessDenied,PSSessionOpenFailed',
        message: `Connecting to remote server ${server} failed with the following error message : Access is denied.`,
      },
    });
    await expect(connect('automatic')).rejects.toMatchObject({
      problem: {
        code: 'exchange/not-connected',
        detail: expect.stringMatching(
          /^Kerberos remoting: Exchange did not let this user in\..*Access is denied\.\nExchange Management Shell: The Exchange management tools are not on this computer\./s,
        ) as string,
      },
    });
    await expect(exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters: [] })).rejects.toMatchObject({
      problem: { code: 'exchange/not-connected' },
    });
  });
});
