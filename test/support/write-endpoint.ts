import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../../electron/engine/practice/lab';

/** The host that `npm test` builds: the one engine that can also be the far end of a remoting session. */
export const remotingHost: string | null = process.env.RELAYTUNE_POWERSHELL_HOST ?? null;

export type EndpointSettings = {
  lab: Lab;
  /** Replaces New-PSSession by an error with this id and message: what a server or a network would answer. */
  refusal?: { id: string; message: string };
  /** Cmdlets and parameters that the user's roles take away, as RBAC does. */
  without?: { cmdlets?: readonly string[]; parameters?: readonly string[] };
  /** Further environment of the PowerShell process. */
  env?: Readonly<Record<string, string>>;
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * A PowerShell in which New-PSSession reaches a real remoting endpoint over the lab: another process, NoLanguage, its objects
 * deserialised. Only the transport differs from Exchange's (SSH's protocol over pipes, not WinRM). It is written
 * into the folder; answers its path.
 */
export async function writeEndpoint(
  folder: string,
  { lab, refusal, without = {}, env = {} }: EndpointSettings,
): Promise<string> {
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    await chmod(path, 0o755);
    return path;
  };
  const host = remotingHost ?? 'no PowerShell host was built';
  const endpoint = await file('endpoint.ps1', `${restricted(lab, without)}\n${lockDown(visible(lab, without))}`);
  await file('ssh', fakeSsh(host, endpoint));
  const profile = await file('profile.ps1', newSession(refusal));
  const variables = { RELAYTUNE_HOST_PROFILE: profile, DOTNET_TieredPGO: '0', ...env };
  const exported = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  return file(
    'pwsh',
    ['#!/bin/bash', ...exported, `export PATH=${quoted(folder)}:"$PATH"`, `exec ${quoted(host)} "$@"`].join('\n'),
  );
}

const visible = (lab: Lab, { cmdlets = [] }: NonNullable<EndpointSettings['without']>) =>
  Object.keys(lab.cmdlets.parameters).filter((name) => !cmdlets.includes(name));

/** RBAC hides a parameter by leaving it out of the cmdlet. */
function restricted(lab: Lab, { parameters = [] }: NonNullable<EndpointSettings['without']>): string {
  return parameters.reduce(
    (module, name) => module.replace(new RegExp(`,\\n\\s*\\[string\\]\\$${name}(?=[,\\s])`, 'g'), ''),
    lab.cmdletModule,
  );
}

/** What Exchange's endpoint does: only its cmdlets can be seen, and no language but plain commands. */
const lockDown = (cmdlets: readonly string[]) => `
$visible = ${[...cmdlets, 'Get-Command', 'Out-Default'].map(quoted).join(', ')}
foreach ($command in $ExecutionContext.SessionState.InvokeCommand.GetCommands('*', 'Alias, Function, Cmdlet', $true)) {
  if ($command.Name -notin $visible) { $command.Visibility = 'Private' }
}
$ExecutionContext.SessionState.Applications.Clear()
$ExecutionContext.SessionState.Scripts.Clear()
$ExecutionContext.SessionState.LanguageMode = 'NoLanguage'`;

/** Bash, since others print "Killed"; standard input outlives a killed server, or the client's process would fail with it. */
const fakeSsh = (host: string, endpoint: string) => `#!/bin/bash
exec 3>&2 2>/dev/null
${quoted(host)} --server ${quoted(endpoint)} 2>&3
exec cat >/dev/null 3>&-`;

const newSession = (refusal: EndpointSettings['refusal']) => `
function global:New-PSSession {
  [CmdletBinding()] param($ConfigurationName, [uri]$ConnectionUri, $Authentication, $Credential)
  $global:GivenCredential = $Credential
  ${refusal ? refuse(refusal) : 'Microsoft.PowerShell.Core\\New-PSSession -HostName $ConnectionUri.Host -SSHTransport'}
}`;

const refuse = ({ id, message }: { id: string; message: string }) => `
  $exception = [System.Management.Automation.Remoting.PSRemotingTransportException]::new(${quoted(message)})
  $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, ${quoted(id)}, 'OpenError', $null))`;
