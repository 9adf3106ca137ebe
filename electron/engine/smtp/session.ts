import { hostname } from 'node:os';
import type { SmtpPhase } from '../../../shared/smtp/phase';
import { signInSteps, withoutSecrets } from './authentication';
import { openConnection, type SmtpConnection, type SmtpTarget } from './connection';
import { textOf, type SmtpReply } from './reply-reader';
import { SmtpFailed } from './smtp-failed';

export type SmtpSettings = SmtpTarget & {
  /** STARTTLS before anything else. */
  encrypt: boolean;
  /** Sent only in a session whose certificate was checked against `name`, or that never leaves this computer. */
  signIn: { user: string; password: string } | null;
  /** The server's name, which its certificate must carry where somebody signs in. */
  name: string;
  /** What a site millisecond lasts: limits are on the clock of the servers. */
  factor: number;
};

/**
 * Called at the end of each phase, whatever the reply was, and also when its time limit ended it; with wall times of
 * `performance.now()`.
 */
export type OnPhase = (phase: SmtpPhase, startedMs: number, endedMs: number) => void;

export type SessionWatch = {
  onPhase: OnPhase;
  /** The connection, as soon as it is being made: it can be stopped from then on. */
  onConnection?: (connection: SmtpConnection) => void;
  onConnected?: (connection: SmtpConnection) => void;
  /** The server said 220: it counts this session now. */
  onGreeting?: () => void;
  /** The server said 221: from here on it may count this session no more, though the connection is still there. */
  onGoodbye?: () => void;
};

export type Envelope = { from: string; to: string };

export type SmtpSession = {
  readonly connection: SmtpConnection;
  /** Resolves with the wall time at which the mail was accepted. Throws SmtpFailed or SmtpStopped. */
  send(envelope: Envelope, mail: string, onPhase: OnPhase): Promise<number>;
  /** Says QUIT and waits until the server has closed; never throws. */
  quit(onPhase: OnPhase): Promise<void>;
};

/**
 * Server milliseconds for each phase, well past what Exchange is known to hold back: a tarpit up to 10 min can be set, back
 * pressure delays MAIL up to 55 s, an acknowledgement is held for 30 s.
 */
const limits: Readonly<Record<SmtpPhase, number>> = {
  connect: 30_000,
  banner: 30_000,
  ehlo: 60_000,
  starttls: 30_000,
  auth: 60_000,
  mail: 90_000,
  rcpt: 60_000,
  data: 60_000,
  final: 120_000,
  quit: 5_000,
};

const ehloName = hostname().replace(/[^A-Za-z0-9.-]/g, '') || 'localhost';

/**
 * Connects and greets: 220, EHLO, STARTTLS and AUTH where asked for. Each phase is reported from the end of the one before.
 * @throws SmtpFailed, SmtpStopped; the connection is cut then
 */
export async function openSession(
  settings: SmtpSettings,
  { onPhase, onConnection, onConnected, onGreeting, onGoodbye }: SessionWatch,
): Promise<SmtpSession> {
  const connection = openConnection(settings, settings.encrypt);
  onConnection?.(connection);
  const limitOf = (phase: SmtpPhase) => limits[phase] / settings.factor;

  async function timed<T>(phase: SmtpPhase, act: Promise<T>, report: OnPhase): Promise<T> {
    const startedAt = performance.now();
    try {
      const done = await act;
      report(phase, startedAt, performance.now());
      return done;
    } catch (error) {
      throw failed(error, phase, startedAt, report);
    }
  }

  /** One request, and the reply that this phase goes on with. Not by `timed`: a burst comes through here for every line. */
  async function ask(phase: SmtpPhase, text: string | null, wanted: number, report: OnPhase): Promise<SmtpReply> {
    const startedAt = performance.now();
    try {
      const reply = await connection.ask(phase, text, limitOf(phase));
      if (!isLike(reply.code, wanted)) throw new SmtpFailed({ phase, kind: 'reply', text: textOf(reply) });
      report(phase, startedAt, performance.now());
      return reply;
    } catch (error) {
      throw failed(error, phase, startedAt, report);
    }
  }

  /** A server that never answers must not look fast: the phase took at least as long as it was waited for. */
  function failed(error: unknown, phase: SmtpPhase, startedAt: number, report: OnPhase): unknown {
    if (isAnsweredOrLate(error)) report(phase, startedAt, performance.now());
    return withoutSecretsOf(error);
  }

  /** A server that was told a password could say it back, in any phase and any form. */
  function withoutSecretsOf(error: unknown): unknown {
    if (!settings.signIn || !(error instanceof SmtpFailed) || !('text' in error.failure)) return error;
    return new SmtpFailed({ ...error.failure, text: withoutSecrets(error.failure, settings.signIn) });
  }

  const hello = () => ask('ehlo', `EHLO ${ehloName}\r\n`, 250, onPhase);

  async function greet(): Promise<void> {
    await timed('connect', connection.connected(limitOf('connect')), onPhase);
    onConnected?.(connection);
    await ask('banner', null, 220, onPhase);
    onGreeting?.();
    let offers = await hello();
    if (settings.encrypt) {
      requireOffer(offers, 'starttls', /^250[ -]STARTTLS\b/i);
      await timed('starttls', encrypt(), onPhase);
      offers = await hello();
    }
    if (settings.signIn) await timed('auth', signIn(offers, settings.signIn), onPhase);
  }

  async function encrypt(): Promise<void> {
    const reply = await connection.ask('starttls', 'STARTTLS\r\n', limitOf('starttls'));
    if (reply.code !== 220) throw new SmtpFailed({ phase: 'starttls', kind: 'reply', text: textOf(reply) });
    await connection.encrypt(settings.signIn ? settings.name : null, limitOf('starttls'));
  }

  async function signIn(offers: SmtpReply, identity: { user: string; password: string }): Promise<void> {
    const steps = signInSteps(offers.lines, identity);
    if (steps === null) throw new SmtpFailed({ phase: 'auth', kind: 'not-offered', text: textOf(offers) });
    for (const { text, wanted } of steps) {
      const reply = await connection.ask('auth', `${text}\r\n`, limitOf('auth'));
      if (reply.code !== wanted) throw new SmtpFailed({ phase: 'auth', kind: 'reply', text: textOf(reply) });
    }
  }

  try {
    await greet();
  } catch (error) {
    connection.destroy();
    throw error;
  }

  return {
    connection,
    async send({ from, to }, mail, report) {
      if (![from, to].every(isPlainAddress))
        throw new RangeError('An address that SMTP cannot hold was to be sent to.');
      await ask('mail', `MAIL FROM:<${from}>\r\n`, 250, report);
      await ask('rcpt', `RCPT TO:<${to}>\r\n`, 250, report);
      await ask('data', 'DATA\r\n', 354, report);
      await ask('final', mail, 250, report);
      return performance.now();
    },
    async quit(report) {
      try {
        await ask('quit', 'QUIT\r\n', 221, report);
        onGoodbye?.();
        await connection.end(limitOf('quit'));
      } catch {
        // The mail has been taken, and the session is over either way.
      }
      connection.destroy();
    },
  };
}

/**
 * Only what one line of plain SMTP can hold (no SMTPUTF8 is spoken): a character that became another on the wire could end the
 * line and begin a command.
 */
const isPlainAddress = (address: string) => /^[!-;=?-~]+$/.test(address);

const isAnsweredOrLate = (error: unknown) =>
  error instanceof SmtpFailed && (error.failure.kind === 'reply' || error.failure.kind === 'timeout');

/** By its first digit: a 251 is as good as a 250. */
const isLike = (code: number, wanted: number) => Math.floor(code / 100) === Math.floor(wanted / 100);

function requireOffer(offers: SmtpReply, phase: SmtpPhase, offer: RegExp): void {
  if (!offers.lines.some((line) => offer.test(line)))
    throw new SmtpFailed({ phase, kind: 'not-offered', text: textOf(offers) });
}
