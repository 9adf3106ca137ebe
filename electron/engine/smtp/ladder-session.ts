import { connect, isIP, type Socket } from 'node:net';
import type { SmtpFailure } from '../../../shared/smtp/failure';
import { createReplyReader, textOf } from './reply-reader';

export type SessionTarget = {
  host: string;
  port: number;
  /** The address of this computer to open it from; undefined leaves it to the system. */
  localAddress: string | undefined;
};

export type OpenedSession = {
  socket: Socket;
  failure: SmtpFailure | null;
  /** Both ends as this computer saw them; '' where it was not connected. */
  ends: { sourceAddress: string; serverAddress: string };
};

const greetingMilliseconds = 10_000;

/**
 * Opens one session and reads its greeting, whole, in bounded memory and within 10 s; never rejects. The socket of a failed
 * one is destroyed. Null when it was stopped.
 */
export function openSession(target: SessionTarget, signal: AbortSignal): Promise<OpenedSession | null> {
  const { host, port, localAddress } = target;
  const socket = connect({
    host,
    port,
    // A name may stand for addresses of both families; the one that is bound to decides.
    ...(localAddress === undefined ? {} : { localAddress, family: isIP(localAddress) }),
  });
  // Errors after the greeting (a server that drops idle sessions) must not end the engine.
  socket.on('error', () => undefined);
  const reader = createReplyReader();
  let phase: 'connect' | 'banner' = 'connect';
  let ends = { sourceAddress: '', serverAddress: '' };
  return new Promise((resolve) => {
    const done = (outcome: SmtpFailure | null | 'stopped') => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners('data');
      if (outcome !== null) socket.destroy();
      // Whatever the server says later is taken in and thrown away.
      else socket.resume();
      resolve(outcome === 'stopped' ? null : { socket, failure: outcome, ends });
    };
    const stop = () => done('stopped');
    const timer = setTimeout(() => done({ phase, kind: 'timeout' }), greetingMilliseconds);
    signal.addEventListener('abort', stop, { once: true });
    socket.setEncoding('latin1');
    socket.once('connect', () => {
      phase = 'banner';
      // Read now: a socket that is gone has none.
      ends = { sourceAddress: socket.localAddress ?? '', serverAddress: socket.remoteAddress ?? '' };
    });
    socket.on('data', (chunk: string) => {
      reader.push(chunk);
      const answer = reader.take();
      if (answer?.kind === 'garbage') done({ phase, ...answer });
      else if (answer) done(answer.code === 220 ? null : { phase, kind: 'reply', text: textOf(answer) });
    });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      done({ phase, kind: 'socket', code: error.code ?? '', text: error.message }),
    );
    socket.once('close', () => done({ phase, kind: 'closed', text: reader.rest() }));
  });
}
