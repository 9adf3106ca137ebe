import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanSources } from '../support/electronegativity';
import baseline from '../support/electronegativity/baseline.json' with { type: 'json' };
import { temporaryFolder } from '../support/temporary-folder';

const tool = process.env.RELAYTUNE_ELECTRONEGATIVITY ?? '';
const sorted = (findings: readonly { check: string; file: string; severity: string }[]) =>
  findings.map(({ check, file, severity }) => `${severity} ${check} ${file}`).sort();

/** A folder with these files in it. */
function sourcesWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

// It reads all sources, which takes a machine at work elsewhere more than a test usually may.
describe.skipIf(tool === '')('electronegativity', { timeout: 120_000 }, () => {
  test('finds in our sources what the baseline accepts, no more and no less, and reads every file', async () => {
    const folder = temporaryFolder();
    for (const name of ['electron', 'shared', 'renderer', 'package.json'])
      cpSync(name, join(folder, name), { recursive: true });
    const { findings, errors, checks } = await scanSources(tool, folder);
    expect(errors).toEqual([]);
    expect(sorted(findings)).toEqual(sorted(baseline));
    // Those of 1.10.3 but the one that needs the web.
    expect(checks).toBe(41);
  });

  test('finds a window without protection and an address that is opened', async () => {
    const folder = sourcesWith({
      'package.json': '{ "name": "wrong", "devDependencies": { "electron": "45.4.1" } }',
      'main.ts': `import { BrowserWindow, shell } from 'electron';
        export const window = new BrowserWindow({ webPreferences: { contextIsolation: false, sandbox: false, webSecurity: false } });
        export const open = (address: string) => shell.openExternal(address);`,
    });
    const { findings } = await scanSources(tool, folder);
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'CONTEXT_ISOLATION_JS_CHECK',
        'SANDBOX_JS_CHECK',
        'WEB_SECURITY_JS_CHECK',
        'OPEN_EXTERNAL_JS_CHECK',
        'CSP_GLOBAL_CHECK',
      ]),
    );
  });

  test('tells of a file that it cannot read', async () => {
    const folder = sourcesWith({
      'package.json': '{ "name": "wrong" }',
      'odd.ts': 'class A { accessor b = 1; } const = ;',
    });
    const { errors } = await scanSources(tool, folder);
    expect(errors.map(({ file }) => file)).toEqual([join(folder, 'odd.ts')]);
  });
});

test('each finding that is accepted says why', () => {
  for (const { why } of baseline) expect(why.length).toBeGreaterThan(40);
});
