import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import { rights } from '../../shared/database-mail/right';
import { powerShell } from '../support/powershell';
import { isParserMissing, parseTsql } from '../support/tsql';

const script = (name: string) => readFileSync(join('docs', 'scripts', name), 'utf8');
const isPowerShellMissing = powerShell === null && process.env.CI !== 'true';

describe('the scripts of the admin’s guide', () => {
  it('grant each right that page 1 probes for, and none besides', () => {
    const granted = [...script('grant-msdb.sql').matchAll(/^GRANT (\S+) ON dbo\.(\w+) TO RelayTune;/gm)];
    const onServer = [...script('grant-msdb.sql').matchAll(/^GRANT (VIEW SERVER STATE) TO/gm)];
    const texts = [...granted.map(([, right, object]) => `${right} ${object}`), ...onServer.map(([, right]) => right)];
    expect(texts.sort()).toEqual(rights.map(({ right, object }) => `${right} ${object}`.trim()).sort());
  });

  it.skipIf(isParserMissing)('are T-SQL, from 2005 on', () => {
    for (const { errors } of parseTsql(['grant-msdb.sql', 'revoke-msdb.sql'].map(script)))
      expect(errors).toEqual({ '2005': [], '2008': [], newest: [] });
  });

  it.skipIf(isPowerShellMissing)('are PowerShell, and name the attributes that RelayTune writes', async () => {
    const text = script('exchange-role.ps1');
    for (const name of ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource', 'TarpitInterval'])
      expect(text).toContain(name);
    const session = await openPowerShell({ executable: powerShell ?? '', limitMilliseconds: 60_000 });
    const encoded = Buffer.from(text, 'utf8').toString('base64');
    const { output, errors } = await session.run(
      `$found = $null; [void][System.Management.Automation.PSParser]::Tokenize([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${encoded}')), [ref]$found); [pscustomobject]@{ Errors = [string]$found.Count }`,
      { place: 'here' },
    );
    await session.close();
    expect(errors).toEqual([]);
    expect(output[0]?.['Errors']).toBe('0');
  });
});
