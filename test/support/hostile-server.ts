import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type HostileServer = {
  port: number;
  /** All bytes it was sent. */
  seen(): string;
  /** Sessions open now. */
  open(): number;
};

/** A server that does this with each session, by its number from 1; it ends with the test. */
export async function serve(onSession: (socket: Socket, number: number) => void): Promise<HostileServer> {
  let number = 0;
  let seen = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (seen += String(chunk)));
    number += 1;
    onSession(socket, number);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  });
  return { port: (server.address() as AddressInfo).port, seen: () => seen, open: () => sockets.size };
}
