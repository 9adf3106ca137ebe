import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a program and its children did on the network so far: addresses as ADDRESS:PORT, each once, sorted. */
type Network = { listening: string[]; contacted: string[] };

/** An executable that is Electron under strace, and what it was seen to do. */
export type TracedElectron = { executable: string; network(): Promise<Network> };

const words = ['-f', '-qq', '-yy', '-s', '0', '--seccomp-bpf', '-e', 'trace=connect,listen,sendto'];

/** Where there is strace, and the system lets it look. */
export const canTrace = (): boolean =>
  process.platform === 'linux' && spawnSync('strace', [...words, 'true'], { stdio: 'ignore' }).status === 0;

/** @param name of its files in the folder */
export async function traceElectron(folder: string, name: string): Promise<TracedElectron> {
  const executable = join(folder, name);
  const trace = `${executable}.trace`;
  const electron = process.env.RELAYTUNE_ELECTRON ?? '';
  await writeFile(executable, `#!/bin/sh\nexec strace ${words.join(' ')} -o '${trace}' '${electron}' "$@"\n`);
  await chmod(executable, 0o755);
  return { executable, network: async () => networkOf(await readFile(trace, 'utf8')) };
}

/** Sockets between processes (AF_UNIX, netlink) are no network; what was asked counts, whether it was answered or not. */
export function networkOf(trace: string): Network {
  const lines = trace.split('\n');
  return {
    listening: unique(lines.map((line) => /\blisten\(\d+<TCP(?:v6)?:\[(.+:\d+)\]>/.exec(line)?.[1])),
    contacted: unique(lines.filter((line) => /\b(connect|sendto)\(/.test(line)).map(contactOf)),
  };
}

function contactOf(line: string): string | undefined {
  const port = /sin6?_port=htons\((\d+)\)/.exec(line)?.[1];
  const address = /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/.exec(line);
  return port === undefined || !address ? undefined : `${address[1] ?? address[2] ?? ''}:${port}`;
}

/** An IPv4 address that is written as an IPv6 one (.NET does) is still that address. */
const unique = (addresses: readonly (string | undefined)[]) =>
  [...new Set(addresses.flatMap((address) => address?.replace(/^(\[?)::ffff:/, '$1') ?? []))].sort();
