import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cache, onWindows, root } from './paths.mjs';
import { run } from './process.mjs';
import { Failure, say } from './say.mjs';

const sources = join(root, 'test', 'support', 'powershell-host');

/**
 * Real PowerShell engines for the tests. RELAYTUNE_POWERSHELL_HOST: a small host over Microsoft's package, built where there
 * is a .NET SDK, which can also be the far end of a remoting session. RELAYTUNE_POWERSHELL: that host, where PATH has no
 * PowerShell. Answers these environment variables, or none (the tests then say what they skip).
 */
export async function ensurePowerShell() {
  const isThere = onPath(onWindows ? ['powershell.exe', 'pwsh.exe'] : ['pwsh']) !== undefined;
  const host = onPath([onWindows ? 'dotnet.exe' : 'dotnet']) ? await buildHost() : null;
  if (host) return { RELAYTUNE_POWERSHELL_HOST: host, ...(isThere ? {} : { RELAYTUNE_POWERSHELL: host }) };
  if (isThere) return {};
  if (process.env.CI === 'true')
    throw new Failure('There is no PowerShell engine for the tests.', 'Install pwsh, or the .NET SDK 10.');
  say('No PowerShell and no .NET SDK here: the PowerShell tests are skipped.');
  return {};
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

async function buildHost() {
  const folder = join(cache, 'powershell-host');
  const host = join(folder, onWindows ? 'powershell-host.exe' : 'powershell-host');
  const hash = createHash('sha256');
  for (const name of ['Program.cs', 'ConsoleHost.cs', 'powershell-host.csproj'])
    hash.update(await readFile(join(sources, name)));
  const wanted = hash.digest('hex');
  const stamp = join(cache, 'powershell-host.hash');
  if (existsSync(host) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return host;
  say('Building the PowerShell host for the tests…');
  const args = [
    'publish',
    sources,
    '-c',
    'Release',
    '-o',
    folder,
    '--artifacts-path',
    join(cache, 'dotnet'),
    '-v',
    'q',
    '--nologo',
  ];
  if ((await run('dotnet', args, { quiet: true })) !== 0) {
    throw new Failure(
      'The PowerShell host for the tests could not be built.',
      'Read the message above; most often NuGet cannot be reached.',
    );
  }
  await writeFile(stamp, wanted);
  return host;
}
