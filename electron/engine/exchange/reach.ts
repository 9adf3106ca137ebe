import { connect } from 'node:net';

const limitMilliseconds = 5000;

/** Opens and closes one connection, saying nothing; why it failed, in words, or null when it was opened. */
export function whyUnreachable(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: limitMilliseconds });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`Port ${port} did not answer within ${limitMilliseconds / 1000} s.`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(wordsOf(error, host, port)));
  });
}

function wordsOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The name ${host} is not known to DNS.`;
  if (code === 'ECONNREFUSED') return `Port ${port} is closed.`;
  return `Port ${port} cannot be reached (${code ?? message}).`;
}
