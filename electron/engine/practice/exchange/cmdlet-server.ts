import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { LabCmdletError, type LabCmdlets, type LabObject } from '../lab';

export type CmdletServer = { port: number; close(): Promise<void> };

/** Stands for the /PowerShell endpoint of the practice hub. */
const cmdletPort = 2580;
const longestRequest = 64 * 1024;

/**
 * The cmdlets over loopback, for the PowerShell module in cmdlet-module.ts. One request a connection: a line of base64
 * fields (the cmdlet, whether -WhatIf was given, then parameter and value in turn). The answer's lines: O name value ...
 * (lists joined by commas), W text, H what -WhatIf says, E message category id reason; every name and value is base64.
 */
export async function startCmdletServer(
  host: string,
  cmdlets: LabCmdlets,
  durable: () => Promise<void>,
): Promise<CmdletServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let text = '';
    socket.setEncoding('ascii');
    socket.on('data', function take(chunk: string) {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0 && text.length > longestRequest) socket.destroy();
      if (end < 0) return;
      // One request a connection: what follows it is thrown away.
      socket.off('data', take).resume();
      const lines = answer(cmdlets, text.slice(0, end).trim().split('\t').map(decode));
      durable().then(
        () => socket.end(`${lines.join('\n')}\n`),
        // An answer would promise what the disk did not keep.
        () => socket.destroy(),
      );
    });
  });
  server.listen({ host, port: cmdletPort });
  await once(server, 'listening');
  return {
    port: cmdletPort,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(cmdlets: LabCmdlets, [name = '', whatIf, ...parameters]: string[]): string[] {
  try {
    const { output, warnings, whatIf: description } = cmdlets.run(name, pairs(parameters), whatIf === 'True');
    return [
      ...output.map(objectLine),
      ...warnings.map((text) => `W\t${encode(text)}`),
      ...(description === null ? [] : [`H\t${encode(description)}`]),
    ];
  } catch (error) {
    if (!(error instanceof LabCmdletError)) throw error;
    return [
      ['E', ...[error.message, error.category, error.fullyQualifiedErrorId, error.reason].map(encode)].join('\t'),
    ];
  }
}

function pairs(fields: readonly string[]): Record<string, string> {
  const settings: Record<string, string> = {};
  for (let at = 0; at + 1 < fields.length; at += 2) settings[fields[at] ?? ''] = fields[at + 1] ?? '';
  return settings;
}

function objectLine(object: LabObject): string {
  const fields = Object.entries(object).map(
    ([name, value]) => `${encode(name)} ${Array.isArray(value) ? `[${value.map(encode).join(',')}` : encode(value)}`,
  );
  return ['O', ...fields].join('\t');
}

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');
