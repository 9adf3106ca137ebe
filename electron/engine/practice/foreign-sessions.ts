import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Sessions that another server of the practice network holds; answers the function that lets them go. */
export async function holdSessions(count: number, from: string, host: string, port: number): Promise<() => void> {
  const sockets: Socket[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    const socket = connect({ host, port, localAddress: from });
    socket.on('error', () => undefined);
    // The greeting, or the refusal.
    await once(socket, 'data');
    sockets.push(socket);
  }
  return () => sockets.forEach((socket) => socket.destroy());
}
