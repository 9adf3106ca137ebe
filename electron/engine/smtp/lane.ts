import { SmtpFailed, SmtpStopped } from './smtp-failed';
import { openSession, type SessionWatch, type SmtpSession, type SmtpSettings } from './session';
import type { SmtpConnection } from './connection';
import type { OnPhase } from './turn';
import { mailboxInTurn } from '../../../shared/database-mail/test-mails';
import type { SmtpFailure } from '../../../shared/smtp/failure';
import { testMailWriter, type TestMailSettings } from './test-mail';

export type LaneSettings = {
  mails: TestMailSettings;
  session: SmtpSettings;
  /** False: a connection of its own for each mail. */
  keepsOpen: boolean;
};

/** What a lane tells. Wall times are of `performance.now()`. */
export type LaneWatch = {
  /** Waits until one more connection may be made; true when the burst has ended meanwhile. Null where nothing is waited for. */
  mayConnect: (() => Promise<boolean>) | null;
  onConnection(connection: SmtpConnection): void;
  onPhase(dueMs: number, ...phase: Parameters<OnPhase>): void;
  onConnected(connection: SmtpConnection): void;
  /** The server said 220. */
  onOpened(): void;
  /** A session that was opened is over. */
  onClosed(): void;
  onGone(connection: SmtpConnection): void;
  onAccepted(dueMs: number, startedMs: number, acceptedMs: number): void;
  onFailed(number: number, failure: SmtpFailure): void;
  /** Stopped when the mail was whole on its way. */
  onCutOff(): void;
};

export type Lane = {
  /** Sends one mail and tells how it went; never throws SmtpFailed or SmtpStopped. */
  deliver(number: number, dueMs: number): Promise<void>;
  close(): Promise<void>;
};

/** One mail after the other over one session at a time. */
export function createLane(settings: LaneSettings, watch: LaneWatch): Lane {
  const write = testMailWriter(settings.mails);
  let session: SmtpSession | null = null;
  let mailDueMs = 0;
  let isCounted = false;
  let connection: SmtpConnection | null = null;

  function over(): void {
    session = null;
    if (!connection) return;
    connection.destroy();
    uncount();
    watch.onGone(connection);
    connection = null;
  }

  /** Once only, and not later than the server does: else more would seem open than it ever allowed. */
  function uncount(): void {
    if (isCounted) watch.onClosed();
    isCounted = false;
  }

  const onPhase: OnPhase = (phase, from, to) => watch.onPhase(mailDueMs, phase, from, to);

  const sessionWatch: SessionWatch = {
    onPhase,
    onConnection(made) {
      connection = made;
      watch.onConnection(made);
    },
    onConnected: watch.onConnected,
    onGreeting() {
      isCounted = true;
      watch.onOpened();
    },
    onGoodbye: uncount,
  };

  return {
    async deliver(number, dueMs) {
      mailDueMs = dueMs;
      // A session that the server has closed meanwhile is no failure of this mail.
      if (session && !session.connection.isOpen()) over();
      if (!session && watch.mayConnect && (await watch.mayConnect())) return;
      const startedMs = performance.now();
      try {
        session ??= await openSession(settings.session, sessionWatch);
        const envelope = { from: settings.mails.from, to: mailboxInTurn(settings.mails.mailboxes, number) };
        const mail = write(number, new Date());
        await session.send(envelope, mail, onPhase);
        watch.onAccepted(dueMs, startedMs, performance.now());
        if (!settings.keepsOpen) {
          await session.quit(onPhase);
          over();
        }
      } catch (error) {
        over();
        if (error instanceof SmtpFailed) watch.onFailed(number, error.failure);
        else if (!(error instanceof SmtpStopped)) throw error;
        else if (error.phase === 'final') watch.onCutOff();
      }
    },
    async close() {
      await session?.quit();
      over();
    },
  };
}
