import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A real PowerShell engine: the one that the test command built or found (RELAYTUNE_POWERSHELL), else pwsh or powershell.exe
 * on PATH; null where there is none.
 */
export const powerShell: string | null = process.env.RELAYTUNE_POWERSHELL ?? onPath();

function onPath(): string | null {
  const names = process.platform === 'win32' ? ['powershell.exe', 'pwsh.exe'] : ['pwsh'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
