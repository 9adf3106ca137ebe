import { describe, expect, it, onTestFinished } from 'vitest';
import { powerShellRunner } from '../../electron/engine/exchange/powershell-runner';
import { readConnectors } from '../../electron/engine/exchange/read-connectors';
import { practiceExchange } from '../../electron/engine/practice-exchange';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import { confirm, startProgram } from '../support/practice-program';
import { powerShell } from '../support/powershell';
import { relayConnector, startLab } from '../support/practice-lab';

// With CI=true a missing engine is a failure, not a skip.
const isMissing = powerShell === null && process.env.CI !== 'true';
const executable = powerShell ?? 'no PowerShell was found';

async function bothWays() {
  const lab = await startLab();
  const through = practiceExchange({ lab, powerShell: executable, limitMilliseconds });
  const direct = practiceExchange({ lab, powerShell: null, limitMilliseconds });
  onTestFinished(() => through.close());
  const target = { server: lab.exchange.serverName, way: 'automatic' as const };
  await through.connect(target, context);
  await direct.connect(target, context);
  return { lab, through, direct };
}

const limitMilliseconds = 20_000;
const context = { say: () => undefined };
const all = { cmdlet: 'Get-ReceiveConnector', parameters: [] };

const set = (name: string, value: string) => ({
  cmdlet: 'Set-ReceiveConnector',
  parameters: [
    ['Identity', relayConnector],
    [name, value],
  ] as const,
});

describe.skipIf(isMissing)('the practice connectors through PowerShell', () => {
  it('are the same as in the model, every attribute of each', async () => {
    const { through, direct } = await bothWays();
    const { output: connectors } = await through.run(all);
    expect(connectors).toEqual((await direct.run(all)).output);
    expect(connectors).toHaveLength(4);
    expect(connectors[2]).toMatchObject({
      Identity: relayConnector,
      MaxInboundConnectionPerSource: '20',
      TarpitInterval: '00:00:05',
      Bindings: ['0.0.0.0:2525'],
    });
  });

  it('are changed in the one model, by the text that is shown', async () => {
    const { lab, through } = await bothWays();
    expect(await through.run(set('MaxInboundConnectionPerSource', '100'))).toMatchObject({ warnings: [] });
    expect(lab.directory.get(relayConnector).MaxInboundConnectionPerSource).toBe('100');
    expect(await through.run(set('MaxInboundConnectionPerSource', '100'))).toMatchObject({
      warnings: [`The command completed successfully but no settings of '${relayConnector}' have been modified.`],
    });
  });

  it.each([
    ['an unknown connector', 'EX10-HUB1\\Nowhere', 'TarpitInterval', '0', 'exchange/not-found'],
    ['a value out of range', relayConnector, 'MaxInboundConnectionPerSource', '10001', 'exchange/invalid-value'],
    ['a value that is none', relayConnector, 'TarpitInterval', 'soon', 'exchange/unreadable-argument'],
    ['a parameter that is not there', relayConnector, 'MaxTarpit', '0', 'exchange/no-parameter'],
  ])('say the same about %s either way', async (_name, identity, parameter, value, code) => {
    const { through, direct } = await bothWays();
    const command = {
      cmdlet: 'Set-ReceiveConnector',
      parameters: [
        ['Identity', identity],
        [parameter, value],
      ] as const,
    };
    await expect(through.run(command)).rejects.toMatchObject({ problem: { code } });
    await expect(direct.run(command)).rejects.toMatchObject({ problem: { code } });
  });

  it('of fifty hubs are read in one request', { timeout: 60_000 }, async () => {
    const lab = await startLab({ scenario: 'large' });
    const through = practiceExchange({ lab, powerShell: executable, limitMilliseconds: 60_000 });
    onTestFinished(() => through.close());
    await through.connect({ server: lab.exchange.serverName, way: 'automatic' }, context);
    const connectors = await readConnectors(through, null);
    expect(connectors).toHaveLength(500);
    expect(new Set(connectors.map((connector) => connector.server)).size).toBe(50);
    expect(through.transcript().filter((entry) => entry.script.startsWith('Get-ReceiveConnector'))).toHaveLength(1);
  });

  it('come back after the PowerShell has died', async () => {
    const lab = await startLab();
    const processes: number[] = [];
    const through = powerShellRunner(async () => {
      const session = await openPowerShell({ executable, limitMilliseconds });
      await session.run(lab.cmdletModule);
      const [id] = (await session.run('[Diagnostics.Process]::GetCurrentProcess().Id')).output;
      processes.push(Number(id?.['']));
      return { session, through: 'through a test' };
    });
    onTestFinished(() => through.close());
    through.aim({ server: 'any', way: 'automatic' });
    await through.run(all);
    process.kill(processes[0] ?? 0, 'SIGKILL');
    await expect(through.run(all)).rejects.toMatchObject({
      // By whether its end was seen before the line was sent.
      problem: { code: expect.stringMatching(/^powershell\/ended/) as string },
    });
    expect((await through.run(all)).output).toHaveLength(4);
    expect(processes).toHaveLength(2);
  });

  it('carry a whole change of the engine, checked with -WhatIf before and read back after', async () => {
    const { ask, connectPractice } = startProgram({ practice: { powerShell: executable } });
    await connectPractice();
    const plan = await ask('plan', { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: '0' });
    expect(plan.targets[0]?.whatIf).toBe(`What if: Setting Receive connector "${relayConnector}".`);
    const state = await ask('apply', confirm(plan));
    expect(
      state.changes.map((change) => [
        change.outcome,
        change.readBack.MaxAcknowledgementDelay,
        change.readBack.TarpitInterval,
      ]),
    ).toEqual([['applied', '00:00:00', '00:00:00']]);
    // The very text of the confirmation screen ran, once, after the same text with -WhatIf.
    const ran = (await ask('powershell.transcript', {})).map((entry) => entry.script);
    const { command = '' } = plan.targets[0] ?? {};
    expect(ran.filter((script) => script.startsWith('Set-ReceiveConnector'))).toEqual([`${command} -WhatIf`, command]);
  });
});
