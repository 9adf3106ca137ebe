import { ensureDotnetTool, onPath } from './dotnet-tool.mjs';
import { onWindows } from './paths.mjs';
import { Failure, say } from './say.mjs';

/**
 * Real PowerShell engines for the tests. RELAYTUNE_POWERSHELL_HOST: a small host over Microsoft's package, built where there
 * is a .NET SDK, which can also be the far end of a remoting session. RELAYTUNE_POWERSHELL: that host, where PATH has no
 * PowerShell. Answers these environment variables, or none (the tests then say what they skip).
 */
export async function ensurePowerShell() {
  const isThere = onPath(onWindows ? ['powershell.exe', 'pwsh.exe'] : ['pwsh']) !== undefined;
  const host = await ensureDotnetTool('powershell-host', 'the PowerShell host');
  if (host) return { RELAYTUNE_POWERSHELL_HOST: host, ...(isThere ? {} : { RELAYTUNE_POWERSHELL: host }) };
  if (isThere) return {};
  if (process.env.CI === 'true')
    throw new Failure('There is no PowerShell engine for the tests.', 'Install pwsh, or the .NET SDK 10.');
  say('No PowerShell and no .NET SDK here: the PowerShell tests are skipped.');
  return {};
}
