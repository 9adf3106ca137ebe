import { connect, type Socket } from 'node:net';

/** An address that does not answer, of a name with several, does not use up the whole time. */
const millisecondsForEachAddress = 3000;

/** Opens a TCP connection; several addresses of one name (a listener's) are tried in turn. Rejects with the system's error. */
export function openTcp(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: millisecondsForEachAddress,
    });
    const stop = () => {
      socket.destroy();
      reject(signal.reason instanceof Error ? signal.reason : new Error('Stopped.'));
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
