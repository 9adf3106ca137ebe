import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine/engine';
import type { EngineChannel } from '../../electron/engine/types';
import { practiceConnectors } from '../../electron/engine/practice-connectors';
import { powerShellDirectory } from '../../electron/engine/exchange/powershell/directory';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import type { Input, Output } from '../../shared/contract';
import { powerShell } from '../support/powershell';
import { relayConnector, startLab } from '../support/practice-lab';

// With CI=true a missing engine is a failure, not a skip.
const isMissing = powerShell === null && process.env.CI !== 'true';
const executable = powerShell ?? 'no PowerShell was found';

async function bothWays() {
  const lab = await startLab();
  const through = practiceConnectors(lab, executable);
  onTestFinished(() => through.close());
  return { lab, through, direct: practiceConnectors(lab, null) };
}

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
    const connectors = await through.list();
    expect(connectors).toEqual(await direct.list());
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
    expect(await through.run(set('MaxInboundConnectionPerSource', '100'))).toEqual({ warnings: [] });
    expect(lab.directory.get(relayConnector).MaxInboundConnectionPerSource).toBe('100');
    expect(await through.run(set('MaxInboundConnectionPerSource', '100'))).toEqual({
      warnings: [`The command completed successfully but no settings of '${relayConnector}' have been modified.`],
    });
  });

  it.each([
    ['an unknown connector', 'EX10-HUB1\\Nowhere', 'TarpitInterval', '0', 'exchange/not-found'],
    ['a value out of range', relayConnector, 'MaxInboundConnectionPerSource', '10001', 'exchange/refused'],
    ['a value that is none', relayConnector, 'TarpitInterval', 'soon', 'exchange/refused'],
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

  it('come back after the PowerShell has died', async () => {
    const lab = await startLab();
    const processes: number[] = [];
    const through = powerShellDirectory(async () => {
      const session = await openPowerShell({ executable, limitMilliseconds: 20_000 });
      await session.run(lab.cmdletModule);
      const [id] = (await session.run('[Diagnostics.Process]::GetCurrentProcess().Id')).output;
      processes.push(Number(id?.['']));
      return session;
    });
    onTestFinished(() => through.close());
    await through.list();
    process.kill(processes[0] ?? 0, 'SIGKILL');
    await expect(through.list()).rejects.toMatchObject({ problem: { code: 'powershell/ended' } });
    expect(await through.list()).toHaveLength(4);
    expect(processes).toHaveLength(2);
  });

  it('carry a whole change of the engine, read back', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'relaytune-powershell-'));
    const engine = createEngine({ dataFolder, appVersion: 'test', practice: { powerShell: executable } });
    onTestFinished(async () => {
      await engine.close();
      await rm(dataFolder, { recursive: true, force: true });
    });
    async function ask<C extends EngineChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
      const answer = await engine.call(channel, input, {
        signal: new AbortController().signal,
        progress: () => undefined,
      });
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value as Output<C>;
    }
    await ask('runs.create', { mode: 'practice', scenario: 'article' });
    const { connectors } = await ask('connectors.read', {});
    await ask('connectors.choose', { guid: connectors.find((each) => each.identity === relayConnector)?.guid ?? '' });
    const plan = await ask('plan', { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: '0' });
    const state = await ask('apply', {
      planId: plan.id,
      confirmation: { hash: plan.hash, typedName: plan.typedName, ticks: [] },
    });
    expect(
      state.changes.map((change) => [
        change.outcome,
        change.readBack.MaxAcknowledgementDelay,
        change.readBack.TarpitInterval,
      ]),
    ).toEqual([['applied', '00:00:00', '00:00:00']]);
  });
});
