import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap } from '../../electron/engine/exchange/powershell/bootstrap';
import { runLine, scriptOfLine } from '../../electron/engine/exchange/powershell/envelope';
import type { PowerShellObject } from '../../electron/engine/exchange/powershell/envelope';
import type { PowerShellSession } from '../../electron/engine/exchange/powershell/session';
import { cmdletModule } from '../../electron/engine/practice/exchange/cmdlet-module';
import { connectBy, leaveExchange } from '../../electron/engine/exchange/ways';
import { renderPowerShell } from '../../shared/exchange/command';
import { waySchema, type Way } from '../../shared/exchange/ways';
import { ladderScript, type LadderOrder } from '../../shared/smtp/ladder-script';
import { powerShell } from '../support/powershell';
import { openScriptReader, type ScriptTree } from '../support/read-powershell';

const isMissing = powerShell === null && process.env.CI !== 'true';

let reader: Awaited<ReturnType<typeof openScriptReader>> | null = null;
beforeAll(async () => {
  if (!isMissing) reader = await openScriptReader();
});
afterAll(() => reader?.close());

async function read(script: string): Promise<ScriptTree> {
  if (!reader) throw new Error('No PowerShell was found.');
  return reader.read(script);
}

/** What each way to connect sends, kept by a session that answers as if all went well. */
async function scriptsOf(way: Way): Promise<string[]> {
  const sent: string[] = [];
  const answers = (script: string): PowerShellObject[] => {
    if (script.includes('MsiInstallPath')) return [{ '': 'C:\\Program Files\\Exchange\\V14\\' }];
    return [{ '': 'True' }];
  };
  const recorder: PowerShellSession = {
    run(script) {
      sent.push(script);
      return Promise.resolve({ output: answers(script), errors: [], warnings: [], screen: '' });
    },
    close: () => Promise.resolve(),
  };
  await connectBy[way](recorder, { server: 'ex10-hub1.corp.example', signal: undefined, say: () => undefined });
  await leaveExchange(recorder);
  return sent;
}

const connectScripts: [string, string][] = [];
for (const way of waySchema.options) {
  for (const [index, script] of (await scriptsOf(way)).entries()) connectScripts.push([`${way} ${index + 1}`, script]);
}

const ladderOrder: LadderOrder = {
  runId: '20261124-120000-abc123',
  phase: 'before',
  connectorIdentity: "EX10-HUB1\\Relay 'SQL' – Server",
  host: 'ex10-hub1.corp.example',
  port: 25,
  most: 25,
  sourceAddress: '',
};

describe.skipIf(isMissing)('the language of our scripts', () => {
  it.each([
    ...connectScripts,
    ['bootstrap', bootstrap],
    ['ladder.ps1', ladderScript(ladderOrder)],
    ['practice cmdlets', cmdletModule('127.0.0.1', 2580, { 'Set-ReceiveConnector': ['Identity', 'TarpitInterval'] })],
  ])('%s keeps to PowerShell 2.0, .NET and Core cmdlets', async (_name, script) => {
    const tree = await read(script);
    expect(tree.errors).toEqual([]);
    const core = [
      'ForEach-Object',
      'Where-Object',
      'Get-Command',
      'Invoke-Command',
      'New-PSSession',
      'Get-PSSession',
      'Remove-PSSession',
    ];
    const strange = tree.commands.filter(
      (name) =>
        name !== '' &&
        !core.includes(name) &&
        !tree.functions.includes(name) &&
        // Exchange's own, defined by its script.
        !['Connect-ExchangeServer', 'C:\\Program Files\\Exchange\\V14\\bin\\RemoteExchange.ps1'].includes(name),
    );
    expect(strange).toEqual([]);
    // Constructors by ::new() came with 5.0, [pscustomobject] and ordered tables with 3.0.
    expect(tree.methods).not.toContain('new');
    expect(
      tree.types.map((type) => type.toLowerCase()).filter((type) => type === 'pscustomobject' || type === 'ordered'),
    ).toEqual([]);
  });

  it('has one statement in every command that is rendered, whatever the values hold', async () => {
    const text = fc
      .array(
        fc.constantFrom(
          '\n',
          '\r\n',
          "'",
          '\u2018',
          '\u2019',
          ';',
          '|',
          '&',
          '$(',
          ')',
          '`',
          '"',
          '\u2013',
          'a',
          ' ',
          '#',
          '{',
          '}',
          '-',
        ),
        { minLength: 1, maxLength: 10 },
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (name, value) => {
        fc.pre(name.trim() !== '' && value.trim() !== '');
        const script = renderPowerShell({
          cmdlet: 'Set-ReceiveConnector',
          parameters: [
            ['Identity', name],
            ['TarpitInterval', value],
          ],
        });
        expect(await read(script)).toMatchObject({ errors: [], statements: 1, commands: ['Set-ReceiveConnector'] });
      }),
      { seed: 2010, numRuns: 300 },
    );
  });
});

describe('the ways to connect', () => {
  it('ask for a password in one script alone, and only through PowerShell itself', () => {
    const asking = connectScripts.filter(([, script]) => /Credential\b/.test(script));
    expect(asking.map(([name]) => name)).toEqual(['credential 1', 'credential 2']);
    expect(connectScripts.filter(([, script]) => script.includes('PromptForCredential'))).toHaveLength(1);
    expect(connectScripts.filter(([, script]) => /Get-Credential|Read-Host|AsPlainText/.test(script))).toEqual([]);
  });

  it('import nothing, and never ask for a bypass of the execution policy', () => {
    for (const [, script] of connectScripts)
      expect(script).not.toMatch(/Import-PSSession|Add-PSSnapin|ExecutionPolicy/);
  });
});

describe('the line that is sent', () => {
  it('is ASCII and carries exactly the text that is shown', () => {
    const shown = "Set-ReceiveConnector -Identity 'EX10-HUB1\\Rélais ‘SQL’ – 💌' -TarpitInterval 00:00:00";
    const line = runLine(shown);
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(scriptOfLine(line)).toBe(shown);
  });
});
