import { quoted, renderPowerShell } from '../../../shared/exchange/command';
import { connectProblem } from '../../../shared/exchange/connect-problem';
import type { Way } from '../../../shared/exchange/ways';
import { ProblemError, type Problem } from '../../../shared/result';
import type { PowerShellResult } from './powershell/envelope';
import type { PowerShellSession } from './powershell/session';

type WayContext = { server: string; signal: AbortSignal | undefined; say(text: string): void };
type Connect = (session: PowerShellSession, context: WayContext) => Promise<string>;

const openingLimit = 90_000;

/**
 * How each way opens Exchange in a fresh PowerShell; answers how the connectors are then reached. Only plain commands with
 * literal parameters are sent to Exchange afterwards: its endpoint allows nothing else, and nothing is imported.
 * Throws ProblemError 'exchange/...', or the session's own 'powershell/...'. (Expected: none of the three was run against a live Exchange.)
 */
export const connectBy: Readonly<Record<Way, Connect>> = {
  kerberos: (session, context) => openRemote(session, context, ''),

  async credential(session, context) {
    context.say('PowerShell asks for the name and the password in its own dialog…');
    const asked = await session.run(askForCredential, {
      place: 'here',
      limitMilliseconds: null,
      signal: context.signal,
    });
    failOn(asked);
    if (asked.output[0]?.[''] !== 'True') throw new ProblemError(nothingEntered);
    return openRemote(session, context, ' -Credential $global:RelayTuneCredential');
  },

  async managementShell(session, context) {
    const found = await session.run(findTools, { place: 'here', signal: context.signal });
    const [facts] = found.output;
    if (facts?.[''] === '32-bit') throw new ProblemError(needs64Bit);
    const folder = facts?.[''] ?? '';
    if (typeof folder !== 'string' || folder === '') throw new ProblemError(noTools);
    const { signal } = context;
    const opened = await session.run(managementShell(folder, context.server), {
      place: 'global',
      limitMilliseconds: openingLimit,
      signal,
    });
    // The script may write errors that do no harm; whether the cmdlet is there decides.
    const check = await session.run('Get-Command -Name Get-ReceiveConnector', { place: 'here', signal });
    const [error] = [...opened.errors, ...check.errors];
    if (check.output.length === 0) throw new ProblemError(error ? connectProblem(error) : noTools);
    return `through the Exchange Management Shell of this computer, connected to ${context.server}`;
  },
};

/** Sessions are removed on leave: Exchange counts forgotten ones against the user. */
export async function leaveExchange(session: PowerShellSession): Promise<void> {
  await session.run('Get-PSSession | Remove-PSSession', { place: 'here', limitMilliseconds: 10_000 });
}

async function openRemote(session: PowerShellSession, context: WayContext, more: string): Promise<string> {
  const address = `http://${context.server}/PowerShell/`;
  const command = renderPowerShell({
    cmdlet: 'New-PSSession',
    parameters: [
      ['ConfigurationName', 'Microsoft.Exchange'],
      ['ConnectionUri', address],
      ['Authentication', 'Kerberos'],
    ],
  });
  const script = `$global:RelayTuneSession = ${command}${more}\n$null -ne $global:RelayTuneSession`;
  const opened = await session.run(script, {
    place: 'here',
    limitMilliseconds: openingLimit,
    signal: context.signal,
  });
  failOn(opened);
  return `through PowerShell remoting to ${address}`;
}

function failOn({ errors: [error] }: PowerShellResult): void {
  if (error) throw new ProblemError(connectProblem(error));
}

/** PowerShell's own dialog: the password becomes a SecureString in that process and goes nowhere else. */
const askForCredential = String.raw`
$global:RelayTuneCredential = $Host.UI.PromptForCredential('RelayTune', 'Sign in to Exchange, as DOMAIN\name.', '', '')
$null -ne $global:RelayTuneCredential`;

/** Where the Exchange management tools are: setup's own variable, else the registry of 2013 and later or of 2010. */
const findTools = String.raw`
function RelayTuneTools {
  if ($env:ExchangeInstallPath) { return $env:ExchangeInstallPath }
  foreach ($version in @('v15', 'v14')) {
    $path = $null
    try {
      $path = [Microsoft.Win32.Registry]::GetValue("HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\ExchangeServer\$version\Setup", 'MsiInstallPath', $null)
    } catch { }
    if ($path) { return $path }
  }
}
if ([IntPtr]::Size -eq 4) { '32-bit' } else { RelayTuneTools }`;

function managementShell(folder: string, server: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  const script = [folder.replace(/[\\/]+$/, ''), 'bin', 'RemoteExchange.ps1'].join(separator);
  const connect = renderPowerShell({ cmdlet: 'Connect-ExchangeServer', parameters: [['ServerFqdn', server]] });
  return `. ${quoted(script)}\n${connect}`;
}

const nothingEntered: Problem = {
  code: 'exchange/no-credential',
  title: 'No name and password were entered.',
  detail: 'PowerShell’s dialog was closed without them.',
  hint: 'Connect again and enter them, or choose another way to sign in.',
};

const needs64Bit: Problem = {
  code: 'exchange/32-bit',
  title: 'The Exchange management tools need a 64-bit PowerShell.',
  detail: 'The PowerShell that was started is a 32-bit process.',
  hint: 'Use the 64-bit RelayTune, or choose Kerberos remoting.',
};

const noTools: Problem = {
  code: 'exchange/no-tools',
  title: 'The Exchange management tools are not on this computer.',
  detail: 'Neither the variable ExchangeInstallPath nor the registry names their folder.',
  hint: 'Choose Kerberos remoting, which needs no tools, or install the management tools.',
};
