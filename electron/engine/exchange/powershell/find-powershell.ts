import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The absolute path of Windows PowerShell (Exchange's cmdlets need it, not PowerShell 7), or of pwsh elsewhere; null where
 * there is none. A 32-bit process sees the 64-bit one under Sysnative.
 */
export function findPowerShell(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): string | null {
  if (platform === 'win32') {
    const is32Bit = env.PROCESSOR_ARCHITEW6432 !== undefined;
    const system = `${env.SystemRoot ?? 'C:\\Windows'}\\${is32Bit ? 'Sysnative' : 'System32'}`;
    const windows = `${system}\\WindowsPowerShell\\v1.0\\powershell.exe`;
    return exists(windows) ? windows : null;
  }
  const paths = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'pwsh'));
  return paths.find((path) => exists(path)) ?? null;
}
