import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { SqlServerModel, SqlSession } from '../sql/catalogue';
import { startBrowser } from './browser';
import { serveConnection } from './connection';
import type { SqlWire } from './wire';

export type TdsServer = { port: number; sessions(): readonly SqlSession[]; close(): Promise<void> };

const firstSpid = 51;

/**
 * The practice SQL Server's front: speaks TDS 7.2 to 7.4 to one client a socket, with SQL Server Browser beside it where
 * the wire has one. Throws on TLS material that is none.
 */
export async function startTdsServer(settings: {
  host: string;
  port: number;
  model: SqlServerModel;
  wire: SqlWire;
}): Promise<TdsServer> {
  const { host, port, model, wire } = settings;
  if (wire.tls) createSecureContext(wire.tls);
  else if (wire.encryption && wire.encryption !== 'off') throw new Error('Encryption needs a key and a certificate.');
  const sockets = new Set<Socket>();
  const sessions = new Map<number, SqlSession>();
  let nextSpid = firstSpid;
  let requests = 0;

  const server = createServer((socket) => {
    const spid = nextSpid++;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, spid, {
      model,
      wire,
      nextRequest: () => requests++,
      opened: (session) => sessions.set(spid, session),
      closed: () => sessions.delete(spid),
    });
  });
  server.listen({ host, port });
  await once(server, 'listening');

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }

  const browser = await browse(host, port, model, wire).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    port,
    sessions: () => [...sessions.values()],
    async close() {
      await browser?.close();
      await close();
    },
  };
}

async function browse(host: string, port: number, { properties }: SqlServerModel, wire: SqlWire) {
  if (!wire.browser) return null;
  const known = {
    server: String(properties.MachineName),
    instance: wire.instance ?? 'MSSQLSERVER',
    productVersion: String(properties.ProductVersion),
    port,
  };
  return startBrowser(host, known, wire.browser === 'silent');
}
