import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bootstrap } from '../../electron/engine/exchange/powershell/bootstrap';
import { runLine, scriptOfLine } from '../../electron/engine/exchange/powershell/envelope';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import { cmdletModule } from '../../electron/engine/practice/exchange/cmdlet-module';
import { renderPowerShell } from '../../shared/exchange/command';
import { powerShell } from '../support/powershell';

const isMissing = powerShell === null && process.env.CI !== 'true';

/** Reads a script with PowerShell's own parser, without running it. */
const parser = `function global:Read-Script($Encoded) {
  $text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded))
  $tokens = $null
  $errors = $null
  $tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
  $all = $tree.FindAll({ $true }, $true)
  [pscustomobject]@{
    Errors = @($errors | ForEach-Object { $_.Message })
    Statements = $tree.EndBlock.Statements.Count
    Commands = @($all | Where-Object { $_ -is [Management.Automation.Language.CommandAst] } | ForEach-Object { $_.GetCommandName() })
    Methods = @($all | Where-Object { $_ -is [Management.Automation.Language.InvokeMemberExpressionAst] } | ForEach-Object { "$($_.Member)" })
    Types = @($all | Where-Object { $_ -is [Management.Automation.Language.TypeExpressionAst] -or $_ -is [Management.Automation.Language.ConvertExpressionAst] } | ForEach-Object { if ($_.TypeName) { "$($_.TypeName)" } else { "$($_.Type.TypeName)" } })
    Functions = @($all | Where-Object { $_ -is [Management.Automation.Language.FunctionDefinitionAst] } | ForEach-Object { $_.Name -replace '^global:', '' })
  }
}`;

async function openParser() {
  const session = await openPowerShell({
    executable: powerShell ?? 'no PowerShell was found',
    limitMilliseconds: 20_000,
  });
  onTestFinished(() => session.close());
  await session.run(parser);
  return async (script: string) => {
    const { output } = await session.run(`Read-Script '${Buffer.from(script, 'utf8').toString('base64')}'`);
    return output[0] ?? {};
  };
}

const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

describe.skipIf(isMissing)('the language of our scripts', () => {
  it.each([
    ['bootstrap', bootstrap],
    ['practice cmdlets', cmdletModule('127.0.0.1', 2580)],
  ])('%s keeps to PowerShell 2.0, .NET and Core cmdlets', async (_name, script) => {
    const read = await (await openParser())(script);
    expect(list(read.Errors)).toEqual([]);
    const core = ['ForEach-Object', 'Where-Object'];
    const strange = list(read.Commands).filter(
      (name) => name !== '' && !core.includes(name) && !list(read.Functions).includes(name),
    );
    expect(strange).toEqual([]);
    // Constructors by ::new() came with 5.0, [pscustomobject] and ordered tables with 3.0.
    expect(list(read.Methods)).not.toContain('new');
    expect(
      list(read.Types)
        .map((type) => type.toLowerCase())
        .filter((type) => type === 'pscustomobject' || type === 'ordered'),
    ).toEqual([]);
  });

  it('has one statement in every command that is rendered, whatever the values hold', async () => {
    const read = await openParser();
    const text = fc
      .array(
        fc.constantFrom(
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
        expect(await read(script)).toMatchObject({ Errors: [], Statements: '1', Commands: ['Set-ReceiveConnector'] });
      }),
      { seed: 2010, numRuns: 300 },
    );
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
