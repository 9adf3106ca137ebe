import { hostname } from 'node:os';
import type { SmtpPhase } from '../../../shared/smtp/phase';
import { signInSteps, withoutSecrets } from './authentication';
import { SmtpConnection, type SmtpTarget } from './connection';
import { textOf, type SmtpReply } from './reply-reader';
import { SmtpFailed } from './smtp-failed';
import type { OnPhase, Text, Turn } from './turn';

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

type Envelope = { from: string; to: string };

export type SmtpSession = {
  readonly connection: SmtpConnection;
  /** Resolves when the mail was accepted. Throws SmtpFailed or SmtpStopped. */
  send(envelope: Envelope, mail: Text, onPhase: OnPhase): Promise<void>;
  /** Says QUIT and waits until the server has closed; never throws. */
  quit(onPhase?: OnPhase): Promise<void>;
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
  const connection = new SmtpConnection(settings, settings.encrypt);
  onConnection?.(connection);
  const limitOf = (phase: SmtpPhase) => limits[phase] / settings.factor;
  const turn = (phase: SmtpPhase, text: Text | null, wanted: number | null): Turn => ({
    phase,
    text,
    wanted,
    limitMs: limitOf(phase),
  });

  /** One line in a phase of several, which is timed as a whole. */
  const ask = (phase: SmtpPhase, text: string) => connection.talk([turn(phase, text, null)]);

  /** As the connection times its turns: also what a refusal or a time limit ended. */
  async function timed(phase: SmtpPhase, act: Promise<void>): Promise<void> {
    const startedMs = performance.now();
    const report = () => onPhase(phase, startedMs, performance.now());
    try {
      await act;
      report();
    } catch (error) {
      if (isAnsweredOrLate(error)) report();
      throw error;
    }
  }

  /** A server that was told a password could say it back, in any phase and any form. */
  function withoutSecretsOf(error: unknown): unknown {
    if (!settings.signIn || !(error instanceof SmtpFailed) || !('text' in error.failure)) return error;
    return new SmtpFailed({ ...error.failure, text: withoutSecrets(error.failure, settings.signIn) });
  }

  const hello = () => connection.talk([turn('ehlo', `EHLO ${ehloName}\r\n`, 250)], onPhase);

  async function greet(): Promise<void> {
    await connection.connected(limitOf('connect'), onPhase);
    onConnected?.(connection);
    await connection.talk([turn('banner', null, 220)], onPhase);
    onGreeting?.();
    let offers = await hello();
    if (settings.encrypt) {
      requireOffer(offers, 'starttls', /^250[ -]STARTTLS\b/i);
      await timed('starttls', encrypt());
      offers = await hello();
    }
    if (settings.signIn) await timed('auth', signIn(offers, settings.signIn));
  }

  async function encrypt(): Promise<void> {
    const reply = await ask('starttls', 'STARTTLS\r\n');
    if (reply.code !== 220) throw new SmtpFailed({ phase: 'starttls', kind: 'reply', text: textOf(reply) });
    await connection.encrypt(settings.signIn ? settings.name : null, limitOf('starttls'));
  }

  async function signIn(offers: SmtpReply, identity: { user: string; password: string }): Promise<void> {
    const steps = signInSteps(offers.lines, identity);
    if (steps === null) throw new SmtpFailed({ phase: 'auth', kind: 'not-offered', text: textOf(offers) });
    for (const { text, wanted } of steps) {
      const reply = await ask('auth', `${text}\r\n`);
      if (reply.code !== wanted) throw new SmtpFailed({ phase: 'auth', kind: 'reply', text: textOf(reply) });
    }
  }

  try {
    await greet();
  } catch (error) {
    connection.destroy();
    throw withoutSecretsOf(error);
  }

  return {
    connection,
    async send({ from, to }, mail, report) {
      if (![from, to].every(isPlainAddress))
        throw new RangeError('An address that SMTP cannot hold was to be sent to.');
      const turns = [
        turn('mail', `MAIL FROM:<${from}>\r\n`, 250),
        turn('rcpt', `RCPT TO:<${to}>\r\n`, 250),
        turn('data', 'DATA\r\n', 354),
        turn('final', mail, 250),
      ];
      try {
        await connection.talk(turns, report);
      } catch (error) {
        throw withoutSecretsOf(error);
      }
    },
    async quit(report) {
      try {
        await connection.talk([turn('quit', 'QUIT\r\n', 221)], report);
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

function requireOffer(offers: SmtpReply, phase: SmtpPhase, offer: RegExp): void {
  if (!offers.lines.some((line) => offer.test(line)))
    throw new SmtpFailed({ phase, kind: 'not-offered', text: textOf(offers) });
}
