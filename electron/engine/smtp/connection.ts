import { connect, type OnReadOpts, type Socket } from 'node:net';
import { connect as secure, type TLSSocket } from 'node:tls';
import type { SmtpFailure } from '../../../shared/smtp/failure';
import type { SmtpPhase } from '../../../shared/smtp/phase';
import { createDeadline } from './deadline';
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

/**
 * Called at the end of each phase, whatever the reply was, and also when its time limit ended it; with wall times of
 * `performance.now()`.
 */
export type OnPhase = (phase: SmtpPhase, startedMs: number, endedMs: number) => void;

/** One turn of a conversation: what is said, and how it goes on. */
export type Turn = {
  phase: SmtpPhase;
  /** Null where the server speaks first. */
  text: string | null;
  /** Goes on after a reply like this, by its first digit: a 251 is as good as a 250. Null takes any reply. */
  wanted: number | null;
  limitMs: number;
};

export type SmtpConnection = {
  /** Resolves when connected. Like everything that waits here, throws SmtpFailed or SmtpStopped. */
  connected(limitMs: number, onPhase?: OnPhase): Promise<void>;
  /** Takes the turns one after the other, each timed from the end of the one before; resolves with the last reply. */
  talk(turns: readonly Turn[], onPhase?: OnPhase): Promise<SmtpReply>;
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
/** Who waits for the connection to be made, or for the reply in the turn that it is. */
type Waiter = {
  wants: 'connection' | 'reply';
  turns: readonly Turn[];
  at: number;
  startedMs: number;
  onPhase: OnPhase | undefined;
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
  let onClosed: (() => void) | null = null;
  const deadline = createDeadline(() => {
    endWith({ kind: 'timeout' });
    socket.destroy();
  });
  let socket: Socket | TLSSocket = connect({
    host: target.host,
    port: target.port,
    noDelay: true,
    ...(mayEncrypt ? {} : { onread: readInto(Buffer.allocUnsafe(readBytes)) }),
    ...(target.localAddress === undefined ? {} : { localAddress: target.localAddress }),
  });
  listen(socket);
  if (mayEncrypt) socket.on('data', receivedBytes);
  socket.on('connect', nowConnected);

  function nowConnected(): void {
    isConnected = true;
    settle();
  }

  function received(text: string): void {
    reader.push(text);
    settle();
  }

  function receivedBytes(bytes: Buffer): void {
    received(bytes.toString('latin1'));
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
    to.on('error', (error: NodeJS.ErrnoException) =>
      endWith({ kind: 'socket', code: error.code ?? '', text: error.message }),
    );
    to.on('close', () => {
      deadline.end();
      endWith({ kind: 'closed', text: reader.rest() });
      onClosed?.();
    });
  }

  function endWith(end: End | 'stopped'): void {
    ended ??= end;
    settle();
  }

  function wait(
    wants: Waiter['wants'],
    turns: readonly Turn[],
    onPhase: OnPhase | undefined,
  ): Promise<SmtpReply | null> {
    return new Promise((resolve, reject) => {
      waiter = { wants, turns, at: 0, startedMs: performance.now(), onPhase, resolve, reject };
      begin(waiter);
    });
  }

  function begin(now: Waiter): void {
    const { phase, text, limitMs } = turnOf(now);
    if (ended === null) {
      deadline.set(now.startedMs, limitMs);
      const early = text === null ? null : reader.take();
      if (early) return fail(now, saidUnasked(phase, early));
      if (text !== null) socket.write(text, 'latin1');
    }
    settle();
  }

  /** Gives the one who waits what there is: a reply that came before the end comes first. */
  function settle(): void {
    if (!waiter) return;
    if (waiter.wants === 'connection' && isConnected) return goOn(waiter, null);
    const { phase, wanted } = turnOf(waiter);
    const reading = reader.take();
    if (reading?.kind === 'reply') {
      if (wanted === null || isLike(reading.code, wanted)) goOn(waiter, reading);
      else fail(waiter, { phase, kind: 'reply', text: textOf(reading) });
    } else if (reading) fail(waiter, { phase, ...reading });
    else if (ended === 'stopped') over(waiter).reject(new SmtpStopped(phase));
    else if (ended) fail(waiter, { phase, ...ended });
  }

  function goOn(now: Waiter, reply: SmtpReply | null): void {
    const endedMs = performance.now();
    now.onPhase?.(turnOf(now).phase, now.startedMs, endedMs);
    now.startedMs = endedMs;
    now.at += 1;
    if (now.at < now.turns.length) begin(now);
    else over(now).resolve(reply);
  }

  /** A server that never answers must not look fast: the phase took at least as long as it was waited for. */
  function fail(now: Waiter, failure: SmtpFailure): void {
    if (failure.kind === 'reply' || failure.kind === 'timeout')
      now.onPhase?.(failure.phase, now.startedMs, performance.now());
    over(now).reject(new SmtpFailed(failure));
  }

  function over(now: Waiter): Waiter {
    waiter = null;
    deadline.lift();
    return now;
  }

  return {
    async connected(limitMs, onPhase) {
      await wait('connection', [{ phase: 'connect', text: null, wanted: null, limitMs }], onPhase);
    },
    talk: (turns, onPhase) => wait('reply', turns, onPhase) as Promise<SmtpReply>,
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
      encrypted.once('secureConnect', nowConnected);
      // Any error before that is the handshake's.
      encrypted.once('error', (error: Error) => {
        if (!isConnected) endWith({ kind: 'tls', text: error.message });
      });
      listen(encrypted);
      encrypted.on('data', receivedBytes);
      socket = encrypted;
      await wait('connection', [{ phase: 'starttls', text: null, wanted: null, limitMs }], undefined);
    },
    localAddress: () => socket.localAddress ?? '',
    isOpen: () => ended === null && !socket.destroyed,
    end: (limitMs) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        onClosed = resolve;
        deadline.set(performance.now(), limitMs);
      }),
    stop(graceMs) {
      const cut = () => {
        endWith('stopped');
        socket.destroy();
      };
      if (waiter && turnOf(waiter).phase === 'final') setTimeout(cut, graceMs);
      else cut();
    },
    destroy: () => void socket.destroy(),
  };
}

const turnOf = ({ turns, at }: Waiter) => turns[at] as Turn;

const isLike = (code: number, wanted: number) => Math.floor(code / 100) === Math.floor(wanted / 100);

/** A refusal may come unasked (a session that was left idle); anything else would be taken for the answer to what is asked next. */
function saidUnasked(phase: SmtpPhase, reading: SmtpReply | Garbage): SmtpFailure {
  if (reading.kind === 'garbage') return { phase, ...reading };
  const kind = reading.code >= 400 ? 'reply' : 'garbage';
  return { phase, kind, text: textOf(reading) };
}
