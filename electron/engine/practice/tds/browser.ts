import { createSocket } from 'node:dgram';
import { once } from 'node:events';

type BrowsedInstance = { server: string; instance: string; productVersion: string; port: number };

/** Requests and the answer of the SQL Server Resolution Protocol (MS-SQLR 2.2). */
const request = { broadcast: 0x02, all: 0x03, instance: 0x04 } as const;
const answerKind = 0x05;
const browserPort = 1434;
const mostNameBytes = 32;

/** SQL Server Browser, which names the port of an instance. A silent one drops every request. */
export async function startBrowser(
  host: string,
  known: BrowsedInstance,
  isSilent: boolean,
): Promise<{ close(): Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    if (isSilent || !asksFor(bytes, known.instance)) return;
    socket.send(answer(known), from.port, from.address);
  });
  const listening = once(socket, 'listening');
  socket.bind(browserPort, host);
  await listening;
  // Replies to clients that are gone come back as errors; nobody waits for them.
  socket.on('error', () => undefined);
  return {
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}

function asksFor(bytes: Buffer, instance: string): boolean {
  const [kind] = bytes;
  if (kind === request.broadcast || kind === request.all) return bytes.length === 1;
  if (kind !== request.instance || bytes.length > mostNameBytes + 2) return false;
  const name = bytes.subarray(1).toString('latin1').replace(/\0$/, '');
  return name.toLowerCase() === instance.toLowerCase();
}

function answer({ server, instance, productVersion, port }: BrowsedInstance): Buffer {
  const text = `ServerName;${server};InstanceName;${instance};IsClustered;No;Version;${productVersion};tcp;${port};;`;
  const head = Buffer.from([answerKind, 0, 0]);
  head.writeUInt16LE(text.length, 1);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}
