import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPowerShell, type PowerShellSession } from '../../electron/engine/exchange/powershell/session';
import { renderPowerShell } from '../../shared/exchange/command';
import { isLong } from '../support/is-long';
import { powerShell } from '../support/powershell';
import { temporaryFolder } from '../support/temporary-folder';

// With CI=true a missing engine is a failure, not a skip.
const isMissing = powerShell === null && process.env.CI !== 'true';

/** 10,000 in `npm run test:long`. */
const names = isLong ? 10_000 : 500;

async function open(limitMilliseconds = 20_000): Promise<PowerShellSession> {
  const session = await openPowerShell({ executable: powerShell ?? 'no PowerShell was found', limitMilliseconds });
  onTestFinished(() => session.close());
  return session;
}

/** A stand-in for a cmdlet: answers an object with what it was given. */
const echo = `function global:Set-Echo($Identity, $Comment) {
  $given = @{ }
  $given['Identity'] = $Identity
  $given['Comment'] = $Comment
  return [pscustomobject]$given
}`;

describe.skipIf(isMissing)('a PowerShell session, on the real engine', () => {
  it.skipIf(process.env.RELAYTUNE_POWERSHELL_HOST === undefined)(
    'carries names unharmed under any console code page',
    { timeout: 60_000 },
    async () => {
      const name = 'Relé ‘SQL’ – 💌 世界 ß€';
      const script = renderPowerShell({
        cmdlet: 'Set-Echo',
        parameters: [
          ['Identity', name],
          ['Comment', 'ü'],
        ],
      });
      for (const codePage of ['437', '850', '932', '1252', '20127']) {
        const session = await openPowerShell({
          executable: await hostUnder(codePage),
          limitMilliseconds: 20_000,
        });
        await session.run(echo);
        expect([codePage, (await session.run(script)).output]).toEqual([codePage, [{ Identity: name, Comment: 'ü' }]]);
        await session.close();
      }
    },
  );

  it('gives back objects, lists, nulls and plain values as texts', async () => {
    const session = await open();
    const { output } = await session.run(
      "[pscustomobject]@{ Name = 'Relay'; Bindings = @('0.0.0.0:25', '[::]:25'); Fqdn = $null; Enabled = $true; Empty = @() }\n7\n'text'",
    );
    expect(output).toEqual([
      { Name: 'Relay', Bindings: ['0.0.0.0:25', '[::]:25'], Fqdn: null, Enabled: 'True', Empty: [] },
      { '': '7' },
      { '': 'text' },
    ]);
  });

  it(`carries ${names} names and values there and back unharmed`, { timeout: 600_000 }, async () => {
    const session = await open();
    await session.run(echo);
    const nasty = fc.constantFrom(
      '\n',
      '\r\n',
      '\u2028',
      "'",
      '\u2018',
      '\u2019',
      '\u201a',
      '\u201b',
      '"',
      '\u201c',
      '\u2013',
      '\u2014',
      '$()',
      '$x',
      '`',
      '``n',
      ';',
      '|',
      '&',
      '@{}',
      '#',
      '<#',
      '-',
      '--%',
      '%PATH%',
      '\\',
      '💌',
      'é',
      '世界',
      ' ',
    );
    const part = fc.oneof(nasty, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }));
    // Invisible characters are refused before they are sent: their own tests are with the renderer.
    const text = fc
      .array(part, { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join(''))
      .filter((value) => isSendable(value));
    await fc.assert(
      fc.asyncProperty(text, text, async (identity, comment) => {
        const script = renderPowerShell({
          cmdlet: 'Set-Echo',
          parameters: [
            ['Identity', identity],
            ['Comment', comment],
          ],
        });
        expect(await session.run(script)).toEqual({
          output: [{ Identity: identity, Comment: comment }],
          errors: [],
          warnings: [],
          screen: '',
        });
      }),
      // Found by chance once: the stop-parsing sign, alone and with what follows it.
      // The same names each time: a test run must not depend on luck.
      {
        seed: 2010,
        numRuns: names / 2,
        examples: [
          ['--%', '{'],
          ['a', '--%'],
          ['--% ', "'"],
          [' --%', ';'],
        ],
      },
    );
  });

  it('gives errors and warnings back as data, and goes on', async () => {
    const session = await open();
    const unknown = await session.run('Set-ReceiveConnectorr -Identity x');
    expect(unknown.errors).toMatchObject([
      {
        category: 'ObjectNotFound',
        fullyQualifiedErrorId: expect.stringContaining('CommandNotFoundException') as string,
      },
    ]);
    const warned = await session.run(
      "function global:Warn { [CmdletBinding()] param() $PSCmdlet.WriteWarning('no settings have been modified'); 'done' }; Warn",
    );
    expect(warned).toEqual({
      output: [{ '': 'done' }],
      errors: [],
      warnings: ['no settings have been modified'],
      screen: '',
    });
    expect((await session.run("'(' + ")).errors).toHaveLength(1);
    expect((await session.run("throw 'stop'")).errors).toMatchObject([{ message: 'stop' }]);
    expect((await session.run('1 + 1')).output).toEqual([{ '': '2' }]);
  });

  it('does not take text on stderr or on the screen for an answer', async () => {
    const session = await open();
    const result = await session.run(
      "[Console]::Error.WriteLine('noise'); [Console]::Out.WriteLine('RT1x:noise'); 'answer'",
    );
    expect(result.output).toEqual([{ '': 'answer' }]);
  });

  it('takes one request at a time, in order', async () => {
    const session = await open();
    const answers = await Promise.all([1, 2, 3, 4, 5].map((number) => session.run(`${number}`)));
    expect(answers.map((answer) => answer.output)).toEqual([1, 2, 3, 4, 5].map((number) => [{ '': String(number) }]));
  });

  it('ends a request that hangs, says so, and is not asked again', async () => {
    const session = await open(8000);
    await expect(session.run('[Threading.Thread]::Sleep(60000)')).rejects.toMatchObject({
      problem: { code: 'powershell/too-slow' },
    });
    await expect(session.run('1')).rejects.toMatchObject({ problem: { code: 'powershell/ended-before' } });
  });

  it('survives a process that dies in the middle of a request, and one that dies while idle', async () => {
    const session = await open();
    await expect(session.run('[Environment]::FailFast($null)')).rejects.toMatchObject({
      problem: { code: 'powershell/ended' },
    });

    const idle = await open();
    const [pid] = (await idle.run('[Diagnostics.Process]::GetCurrentProcess().Id')).output;
    process.kill(Number(pid?.['']), 'SIGKILL');
    // Long enough for an unhandled rejection to end this process, if there were one.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(idle.run('1')).rejects.toMatchObject({ problem: { code: 'powershell/ended-before' } });
  });

  it('says that there is no such program', async () => {
    const opening = openPowerShell({ executable: '/no/such/powershell', limitMilliseconds: 2000 });
    await expect(opening).rejects.toMatchObject({ problem: { code: 'powershell/not-started' } });
  });
});

/** The host with a console of that code page. */
async function hostUnder(codePage: string): Promise<string> {
  const path = join(temporaryFolder(), 'pwsh');
  const host = process.env.RELAYTUNE_POWERSHELL_HOST ?? '';
  await writeFile(path, `#!/bin/sh\nRELAYTUNE_HOST_CODEPAGE=${codePage} exec '${host}' "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** What renderPowerShell takes: not blank, nothing invisible. */
function isSendable(value: string): boolean {
  try {
    renderPowerShell({ cmdlet: 'Set-Echo', parameters: [['Identity', value]] });
    return true;
  } catch {
    return false;
  }
}
