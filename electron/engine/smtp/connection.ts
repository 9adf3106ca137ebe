import { connect, type OnReadOpts, type Socket } from 'node:net';
import { connect as secure, type TLSSocket } from 'node:tls';
import type { SmtpFailure } from '../../../shared/smtp/failure';
import type { SmtpPhase } from '../../../shared/smtp/phase';
import { Deadline } from './deadline';
import { tlsOptions } from './encryption';
import { createReplyReader, textOf, type SmtpReply } from './reply-reader';
import { SmtpFailed, SmtpStopped } from './smtp-failed';
import { goesOn, saidUnasked, type OnPhase, type Text, type Turn } from './turn';

export type SmtpTarget = {
  /** An IP address: a name is looked up once for a whole test. */
  host: string;
  port: number;
  /** The address of this computer to connect from; undefined leaves it to the system. */
  localAddress: string | undefined;
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
 * A connection that is read in bounded memory and waited for in bounded time, whatever the server does. What waits here throws
 * SmtpFailed or SmtpStopped. A class, since a burst makes one for each mail: a function for each of its acts would be made anew too.
 */
export class SmtpConnection {
  private readonly deadline = new Deadline(() => {
    this.endWith({ kind: 'timeout' });
    this.socket.destroy();
  });
  private reader = createReplyReader();
  private waiter: Waiter | null = null;
  private ended: End | 'stopped' | null = null;
  private isConnected = false;
  private onClosed: (() => void) | null = null;
  private socket: Socket | TLSSocket;

  /**
   * Begins to connect.
   * @param mayEncrypt whether `encrypt` will be called; without it the bytes are read past Node's streams, which a tenth of a burst's work goes into
   */
  constructor(
    private readonly target: SmtpTarget,
    mayEncrypt = false,
  ) {
    this.socket = connect({
      host: target.host,
      port: target.port,
      noDelay: true,
      ...(mayEncrypt ? {} : { onread: this.readInto(Buffer.allocUnsafe(readBytes)) }),
      ...(target.localAddress === undefined ? {} : { localAddress: target.localAddress }),
    });
    this.listen('connect');
    if (mayEncrypt) this.listenToBytes();
  }

  /** Resolves when connected. */
  async connected(limitMs: number, onPhase?: OnPhase): Promise<void> {
    await this.wait('connection', [{ phase: 'connect', text: null, wanted: null, limitMs }], onPhase);
  }

  /** Takes the turns one after the other, each timed from the end of the one before; resolves with the last reply. */
  talk(turns: readonly Turn[], onPhase?: OnPhase): Promise<SmtpReply> {
    return this.wait('reply', turns, onPhase) as Promise<SmtpReply>;
  }

  /** TLS from here on. @param name what the certificate must be for; null checks no certificate */
  async encrypt(name: string | null, limitMs: number): Promise<void> {
    // What was sent ahead in the clear must not be taken for something said under encryption.
    if (this.reader.take() !== null || this.reader.rest() !== '')
      throw new SmtpFailed({
        phase: 'starttls',
        kind: 'tls',
        text: 'The server spoke on before the encryption began.',
      });
    this.socket.removeAllListeners('data');
    this.socket = secure({ socket: this.socket, ...tlsOptions(this.target.host, name) });
    this.isConnected = false;
    this.reader = createReplyReader();
    // Any error before that is the handshake's.
    this.socket.once('error', (error: Error) => {
      if (!this.isConnected) this.endWith({ kind: 'tls', text: error.message });
    });
    this.listen('secureConnect');
    this.listenToBytes();
    await this.wait('connection', [{ phase: 'starttls', text: null, wanted: null, limitMs }]);
  }

  /** This computer's end; '' while it is not connected. */
  localAddress(): string {
    return this.socket.localAddress ?? '';
  }

  isOpen(): boolean {
    return this.ended === null && !this.socket.destroyed;
  }

  /** Resolves when the connection is gone, at the latest after `limitMs`: then it is cut. */
  end(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.destroyed) return resolve();
      this.onClosed = resolve;
      this.deadline.set(performance.now(), limitMs);
    });
  }

  /** Cuts it; who waits gets SmtpStopped. A mail that is whole on its way gets `graceMs` for the reply to it. */
  stop(graceMs: number): void {
    const cut = () => {
      this.endWith('stopped');
      this.socket.destroy();
    };
    if (this.waiter && turnOf(this.waiter).phase === 'final') setTimeout(cut, graceMs);
    else cut();
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** A buffer of its own for each connection: Windows fills it while others are read. */
  private readInto(buffer: Buffer): OnReadOpts {
    return {
      buffer,
      callback: (bytes) => {
        this.received(buffer.toString('latin1', 0, bytes));
        return true;
      },
    };
  }

  private listenToBytes(): void {
    this.socket.on('data', (bytes: Buffer) => this.received(bytes.toString('latin1')));
  }

  private listen(connectEvent: 'connect' | 'secureConnect'): void {
    this.socket.on(connectEvent, () => {
      this.isConnected = true;
      this.settle();
    });
    this.socket.on('error', (error: NodeJS.ErrnoException) =>
      this.endWith({ kind: 'socket', code: error.code ?? '', text: error.message }),
    );
    this.socket.on('close', () => {
      this.deadline.end();
      this.endWith({ kind: 'closed', text: this.reader.rest() });
      this.onClosed?.();
    });
  }

  private received(text: string): void {
    this.reader.push(text);
    this.settle();
  }

  private endWith(end: End | 'stopped'): void {
    this.ended ??= end;
    this.settle();
  }

  private wait(wants: Waiter['wants'], turns: readonly Turn[], onPhase?: OnPhase): Promise<SmtpReply | null> {
    return new Promise((resolve, reject) => {
      this.waiter = { wants, turns, at: 0, startedMs: performance.now(), onPhase, resolve, reject };
      this.begin(this.waiter);
    });
  }

  /** Begins the turn that it is. Where the connection has ended only what has come is left to read. */
  private begin(waiter: Waiter): void {
    if (this.ended === null) {
      const { phase, text, limitMs } = turnOf(waiter);
      const early = text === null ? null : this.reader.take();
      if (early) return this.fail(waiter, saidUnasked(phase, early));
      this.deadline.set(waiter.startedMs, limitMs);
      if (text !== null) this.say(text);
    }
    this.settle();
  }

  /** In one piece, without putting the parts together first. */
  private say(text: Text): void {
    if (typeof text === 'string') return void this.socket.write(text, 'latin1');
    this.socket.cork();
    for (const part of text) this.socket.write(part, 'latin1');
    this.socket.uncork();
  }

  /** Gives the one who waits what there is: a reply that came before the end comes first. */
  private settle(): void {
    const { waiter, ended } = this;
    if (!waiter) return;
    if (waiter.wants === 'connection' && this.isConnected) return this.goOn(waiter, null);
    const turn = turnOf(waiter);
    const { phase } = turn;
    const reading = this.reader.take();
    if (reading?.kind === 'reply') {
      if (goesOn(turn, reading)) this.goOn(waiter, reading);
      else this.fail(waiter, { phase, kind: 'reply', text: textOf(reading) });
    } else if (reading) this.fail(waiter, { phase, ...reading });
    else if (ended === 'stopped') this.over(waiter).reject(new SmtpStopped(phase));
    else if (ended) this.fail(waiter, { phase, ...ended });
  }

  private goOn(waiter: Waiter, reply: SmtpReply | null): void {
    const endedMs = performance.now();
    waiter.onPhase?.(turnOf(waiter).phase, waiter.startedMs, endedMs);
    waiter.startedMs = endedMs;
    waiter.at += 1;
    if (waiter.at < waiter.turns.length) this.begin(waiter);
    else this.over(waiter).resolve(reply);
  }

  /** A server that never answers must not look fast: the phase took at least as long as it was waited for. */
  private fail(waiter: Waiter, failure: SmtpFailure): void {
    if (failure.kind === 'reply' || failure.kind === 'timeout')
      waiter.onPhase?.(failure.phase, waiter.startedMs, performance.now());
    this.over(waiter).reject(new SmtpFailed(failure));
  }

  private over(waiter: Waiter): Waiter {
    this.waiter = null;
    this.deadline.lift();
    return waiter;
  }
}

const turnOf = ({ turns, at }: Waiter) => turns[at] as Turn;
