import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import { quoted } from '../../shared/exchange/command';
import { powerShell } from './powershell';
import { temporaryFolder } from './temporary-folder';

export type ScriptRun = {
  /** What it printed, a line each, and its errors. */
  screen: string[];
  errors: string[];
  /** The files it left beside itself, by name. */
  files: Record<string, string>;
};

/** Runs a ladder.ps1 on the real engine, as it was saved. */
export async function runLadderScript(text: string, ...words: string[]): Promise<ScriptRun> {
  const folder = temporaryFolder('relaytune-ladder-');
  const path = join(folder, 'ladder.ps1');
  writeFileSync(path, text);
  const executable = powerShell ?? 'no PowerShell was found';
  const session = await openPowerShell({ executable, limitMilliseconds: 90_000 });
  onTestFinished(() => session.close());
  const { output, errors } = await session.run(`& ${quoted(path)} ${words.join(' ')}`);
  const left = readdirSync(folder).filter((name) => name !== 'ladder.ps1');
  return {
    screen: output.map((line) => String(line[''])),
    errors: errors.map((error) => error.message),
    files: Object.fromEntries(left.map((name) => [name, readFileSync(join(folder, name), 'latin1')])),
  };
}
