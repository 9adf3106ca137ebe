import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The absolute path of Windows PowerShell, or of pwsh elsewhere; null where there is none. */
export function findPowerShell(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string | null {
  if (platform === 'win32') {
    const windows = join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
    return existsSync(windows) ? windows : null;
  }
  const paths = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'pwsh'));
  return paths.find((path) => existsSync(path)) ?? null;
}
