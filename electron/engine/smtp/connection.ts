import { connect, type OnReadOpts, type Socket } from 'node:net';
import { connect as secure, type TLSSocket } from 'node:tls';
import type { SmtpFailure } from '../../../shared/smtp/failure';
import type { SmtpPhase } from '../../../shared/smtp/phase';
import { tlsOptions } from './encryption';
import { createReplyReader, textOf, type Garbage, type SmtpReply } from './reply-reader';
import { SmtpFailed, SmtpStopped } from './smtp-failed';

export type SmtpTarget = {
  /** An IP address: a name is looked up once for a whole test. */
  host: string;
  port: number;
  /** The address of this computer to connect from; undefined leaves it to the system. */
  localAddress: string | undefined;
};

export type SmtpConnection = {
  /** Resolves when connected. Like everything that waits here, throws SmtpFailed or SmtpStopped. */
  connected(limitMs: number): Promise<void>;
  /** Sends this (nothing where null), and waits for the next whole reply. */
  ask(phase: SmtpPhase, text: string | null, limitMs: number): Promise<SmtpReply>;
  /** TLS from here on. @param name what the certificate must be for; null checks no certificate */
  encrypt(name: string | null, limitMs: number): Promise<void>;
  /** This computer's end; '' while it is not connected. */
  localAddress(): string;
  isOpen(): boolean;
  /** Resolves when the connection is gone, at the latest after `limitMs`: then it is cut. */
  end(limitMs: number): Promise<void>;
  /** Cuts it; who waits gets SmtpStopped. A mail that is whole on its way gets `graceMs` for the reply to it. */
  stop(graceMs: number): void;
  destroy(): void;
};

type End = SmtpFailure extends infer F ? (F extends { phase: SmtpPhase } ? Omit<F, 'phase'> : never) : never;
type Waiter = {
  phase: SmtpPhase;
  wants: 'reply' | 'connect';
  timer: NodeJS.Timeout;
  resolve: (reply: SmtpReply | null) => void;
  reject: (error: Error) => void;
};

/** Replies are a line or a few; what is longer comes in pieces. */
const readBytes = 2048;

/**
 * A connection that is read in bounded memory and waited for in bounded time, whatever the server does.
 * @param mayEncrypt whether `encrypt` will be called; without it the bytes are read past Node's streams, which a tenth of a burst's work goes into
 */
export function openConnection(target: SmtpTarget, mayEncrypt = false): SmtpConnection {
  let reader = createReplyReader();
  let waiter: Waiter | null = null;
  let ended: End | 'stopped' | null = null;
  let isConnected = false;
  let socket: Socket | TLSSocket = connect({
    host: target.host,
    port: target.port,
    noDelay: true,
    ...(mayEncrypt ? {} : { onread: readInto(Buffer.allocUnsafe(readBytes)) }),
    ...(target.localAddress === undefined ? {} : { localAddress: target.localAddress }),
  });
  listen(socket);
  socket.once('connect', () => {
    isConnected = true;
    settle();
  });

  function received(text: string): void {
    reader.push(text);
    settle();
  }

  /** A buffer of its own for each connection: Windows fills it while others are read. */
  function readInto(buffer: Buffer): OnReadOpts {
    return {
      buffer,
      callback(bytes) {
        received(buffer.toString('latin1', 0, bytes));
        return true;
      },
    };
  }

  function listen(to: Socket | TLSSocket): void {
    to.on('data', (chunk: Buffer) => received(chunk.toString('latin1')));
    to.on('error', (error: NodeJS.ErrnoException) =>
      endWith({ kind: 'socket', code: error.code ?? '', text: error.message }),
    );
    to.on('close', () => endWith({ kind: 'closed', text: reader.rest() }));
  }

  function endWith(end: End | 'stopped'): void {
    ended ??= end;
    settle();
  }

  /** Gives the one who waits what there is: a reply that came before the end comes first. */
  function settle(): void {
    if (!waiter) return;
    const { phase, wants, timer, resolve, reject } = waiter;
    const isThere = wants === 'connect' && isConnected;
    const reading = isThere ? null : reader.take();
    if (!isThere && reading === null && ended === null) return;
    waiter = null;
    clearTimeout(timer);
    if (isThere) return resolve(null);
    if (reading?.kind === 'reply') resolve(reading);
    else if (reading) reject(new SmtpFailed({ phase, ...reading }));
    else if (ended === 'stopped') reject(new SmtpStopped(phase));
    else reject(new SmtpFailed({ phase, ...(ended as End) }));
  }

  function wait(phase: SmtpPhase, wants: Waiter['wants'], limitMs: number): Promise<SmtpReply | null> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        endWith({ kind: 'timeout' });
        socket.destroy();
      }, limitMs);
      waiter = { phase, wants, timer, resolve, reject };
      settle();
    });
  }

  return {
    async connected(limitMs) {
      await wait('connect', 'connect', limitMs);
    },
    ask(phase, text, limitMs) {
      if (text !== null && ended === null) {
        const early = reader.take();
        if (early) return Promise.reject(saidUnasked(phase, early));
        socket.write(text, 'latin1');
      }
      return wait(phase, 'reply', limitMs) as Promise<SmtpReply>;
    },
    async encrypt(name, limitMs) {
      // What was sent ahead in the clear must not be taken for something said under encryption.
      if (reader.take() !== null || reader.rest() !== '')
        throw new SmtpFailed({
          phase: 'starttls',
          kind: 'tls',
          text: 'The server spoke on before the encryption began.',
        });
      const plain = socket;
      plain.removeAllListeners('data');
      const encrypted = secure({ socket: plain, ...tlsOptions(target.host, name) });
      isConnected = false;
      reader = createReplyReader();
      encrypted.once('secureConnect', () => {
        isConnected = true;
        settle();
      });
      // Any error before that is the handshake's.
      encrypted.once('error', (error: Error) => {
        if (!isConnected) endWith({ kind: 'tls', text: error.message });
      });
      listen(encrypted);
      socket = encrypted;
      await wait('starttls', 'connect', limitMs);
    },
    localAddress: () => socket.localAddress ?? '',
    isOpen: () => ended === null && !socket.destroyed,
    async end(limitMs) {
      if (socket.destroyed) return;
      const timer = setTimeout(() => socket.destroy(), limitMs);
      await new Promise((resolve) => socket.once('close', resolve));
      clearTimeout(timer);
    },
    stop(graceMs) {
      const cut = () => {
        endWith('stopped');
        socket.destroy();
      };
      if (waiter?.phase === 'final') setTimeout(cut, graceMs);
      else cut();
    },
    destroy: () => void socket.destroy(),
  };
}

/** A refusal may come unasked (a session that was left idle); anything else would be taken for the answer to what is asked next. */
function saidUnasked(phase: SmtpPhase, reading: SmtpReply | Garbage): SmtpFailed {
  if (reading.kind === 'garbage') return new SmtpFailed({ phase, ...reading });
  const kind = reading.code >= 400 ? 'reply' : 'garbage';
  return new SmtpFailed({ phase, kind, text: textOf(reading) });
}
