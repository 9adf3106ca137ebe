import type { Socket } from 'node:net';
import type { LabClock } from '../clock';

/** Lab time that a client gets to read the last reply and close, before the server drops the connection. */
const lingerMilliseconds = 10_000;

/**
 * Says the last reply and closes, as Exchange does. What the client still sends is thrown away: a connection closed over
 * unread bytes is reset, and the client could lose the reply.
 */
export function closeAfter(socket: Socket, reply: string, clock: LabClock): void {
  socket.end(`${reply}\r\n`);
  socket.resume();
  const cancel = clock.after(lingerMilliseconds, () => socket.destroy());
  socket.once('close', cancel);
}
