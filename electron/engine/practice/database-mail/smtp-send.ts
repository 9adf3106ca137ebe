import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { LabClock } from '../clock';
import { causeOf, failureSending, timedOut, type SmtpError } from './failure-cause';
import type { OutgoingMail } from './outgoing-mail';

export type SendSettings = {
  host: string;
  port: number;
  /** The SQL Server's own address. */
  from: string;
  name: string;
  /** The account's enable_ssl: the server must offer STARTTLS. */
  enableSsl: boolean;
  /** Used where the server offers AUTH; elsewhere the mail goes out anonymously, as System.Net.Mail does. */
  login: { user: string; password: string } | null;
  /** Lab seconds for the whole send, from here to the final reply. */
  timeoutSeconds: number;
  clock: LabClock;
  /** Ends a send that is under way; its result is then of no use. */
  signal: AbortSignal;
};

/**
 * Null when the server took the mail, else the cause in the words of System.Net.Mail. Resolves when the connection has ended:
 * after the QUIT where the mail was taken, without one otherwise.
 */
export function sendOverSmtp(mail: OutgoingMail, settings: SendSettings): Promise<string | null> {
  const { host, port, clock, signal, enableSsl } = settings;
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      host,
      port,
      localAddress: settings.from,
      name: settings.name,
      ignoreTLS: !enableSsl,
      requireTLS: enableSsl,
      // The one timer is ours, in lab time: nodemailer's own must never be first.
      connectionTimeout: 600_000,
      greetingTimeout: 600_000,
      socketTimeout: 600_000,
      socketCloseTimeout: 0,
    });
    let isTaken = false;
    let isOver = false;
    const end = (cause: string) => {
      if (isOver) return;
      isOver = true;
      cancel();
      signal.removeEventListener('abort', abort);
      connection.close();
      resolve(isTaken ? null : cause);
    };
    const abort = () => end(failureSending);
    const cancel = clock.after(settings.timeoutSeconds * 1000, () => end(timedOut));
    signal.addEventListener('abort', abort, { once: true });
    connection.on('error', (error: SmtpError) => end(causeOf(error, host, port)));
    connection.on('end', () => end(failureSending));
    const hand = () =>
      connection.send({ from: mail.from, to: mail.to }, mail.text, (error: SmtpError | null, info) => {
        // Where some recipients were refused, the others have the mail, and the send still counts as failed.
        const refused = error ?? info.rejectedErrors?.[0];
        if (refused) {
          end(causeOf(refused, host, port));
          return;
        }
        isTaken = true;
        connection.quit();
      });
    connection.connect(() => {
      const { login } = settings;
      if (!login || !connection.allowsAuth) {
        hand();
        return;
      }
      // A sign-in that is refused does not end the send either: what the server then says to MAIL does.
      connection.login({ user: login.user, pass: login.password, method: 'LOGIN' }, hand);
    });
  });
}
