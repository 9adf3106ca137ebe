import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { SqlServerModel } from '../sql/catalogue';
import { serveConnection } from './connection';
import type { SqlWire } from './wire';

const firstSpid = 51;

/** The practice SQL Server's front: speaks TDS 7.2 to 7.4 to one client a socket. Throws on TLS material that is none. */
export async function startTdsServer(settings: {
  host: string;
  port: number;
  model: SqlServerModel;
  wire: SqlWire;
}): Promise<{ close(): Promise<void> }> {
  const { host, port, model, wire } = settings;
  if (wire.tls) createSecureContext(wire.tls);
  else if (wire.encryption && wire.encryption !== 'off') throw new Error('Encryption needs a key and a certificate.');
  const sockets = new Set<Socket>();
  let nextSpid = firstSpid;
  let requests = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, nextSpid++, { model, wire, nextRequest: () => requests++ });
  });
  server.listen({ host, port });
  await once(server, 'listening');

  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
