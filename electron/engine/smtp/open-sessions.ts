import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { openPowerShell } from '../exchange/powershell/session';

/** Both ends of an established connection, as this computer sees it. */
export type OpenConnection = { local: string; remote: string };

const limitMilliseconds = 20_000;

/** An IP address, and a port. */
export type ServerEnd = { host: string; port: number };

/**
 * Established connections of this computer to a server's port; null where it cannot be told, or when stopped. Windows tells
 * through PowerShell, since netstat's words for the states are translated; Linux in /proc (IPv4 alone is read).
 * @param powerShell its executable; null where there is none
 */
export async function openConnections(
  { host, port }: ServerEnd,
  powerShell: string | null,
  signal?: AbortSignal,
): Promise<OpenConnection[] | null> {
  try {
    const found = await connectionsTo({ host, port }, powerShell, signal);
    return found?.filter(({ remote }) => remote === host) ?? null;
  } catch {
    return null;
  }
}

async function connectionsTo({ host, port }: ServerEnd, powerShell: string | null, signal?: AbortSignal) {
  if (process.platform === 'win32') return powerShell === null ? null : askPowerShell(powerShell, port, signal);
  return isIPv4(host) ? parseProc(await readFile('/proc/net/tcp', 'latin1'), port) : null;
}

/** Those to that port anywhere, through PowerShell (2.0, .NET alone). Throws ProblemError. */
export async function askPowerShell(executable: string, port: number, signal?: AbortSignal): Promise<OpenConnection[]> {
  const session = await openPowerShell({ executable, limitMilliseconds });
  try {
    const { output } = await session.run(
      `[Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() | Where-Object { $_.State -eq 'Established' -and $_.RemoteEndPoint.Port -eq ${port} } | ForEach-Object { "$($_.LocalEndPoint.Address) $($_.RemoteEndPoint.Address)" }`,
      { place: 'here', signal },
    );
    return output.map((line) => {
      const [local = '', remote = ''] = String(line['']).split(' ');
      return { local, remote };
    });
  } finally {
    await session.close();
  }
}

/** `/proc/net/tcp`: addresses in hexadecimal, the bytes of an address from the last to the first; state 01 is ESTABLISHED. */
function parseProc(text: string, port: number): OpenConnection[] {
  return text
    .split('\n')
    .map((line) => /^\s*\d+: ([0-9A-F]{8}):[0-9A-F]{4} ([0-9A-F]{8}):([0-9A-F]{4}) 01 /.exec(line))
    .flatMap((match) => {
      const [, local = '', remote = '', remotePort = ''] = match ?? [];
      return match && parseInt(remotePort, 16) === port ? [{ local: dotted(local), remote: dotted(remote) }] : [];
    });
}

const dotted = (hexadecimal: string) => [...Buffer.from(hexadecimal, 'hex').reverse()].join('.');
