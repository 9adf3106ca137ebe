import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The host that `npm test` builds where there is a .NET SDK. */
export const host = process.env.RELAYTUNE_POWERSHELL_HOST;

/** An environment in which `pwsh` is on PATH; nothing changes where no host was built. */
export async function withPowerShell(dataFolder: string): Promise<Record<string, string>> {
  if (host === undefined) return {};
  const folder = join(dataFolder, 'bin');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'pwsh');
  await writeFile(path, `#!/bin/sh\nexec '${host}' "$@"\n`);
  await chmod(path, 0o755);
  return { PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` };
}
