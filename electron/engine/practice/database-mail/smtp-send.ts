import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { LabClock } from '../clock';

export type OutgoingMail = { from: string; to: string[]; subject: string; body: string };

export type SendSettings = {
  host: string;
  port: number;
  /** The SQL Server's own address. */
  from: string;
  name: string;
  /** Lab seconds for the whole send, from here to the final reply. */
  timeoutSeconds: number;
  clock: LabClock;
};

/** Null when the server took the mail, else the cause in the words of System.Net.Mail. */
export function sendOverSmtp(mail: OutgoingMail, settings: SendSettings): Promise<string | null> {
  const { host, port, clock } = settings;
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      host,
      port,
      localAddress: settings.from,
      name: settings.name,
      ignoreTLS: true,
      // The one timer is ours, in lab time: nodemailer's own must never be first.
      connectionTimeout: 600_000,
      greetingTimeout: 600_000,
      socketTimeout: 600_000,
      socketCloseTimeout: 0,
    });
    let isOver = false;
    const finish = (cause: string | null) => {
      if (isOver) return;
      isOver = true;
      cancel();
      if (cause === null) connection.quit();
      else connection.close();
      resolve(cause);
    };
    const cancel = clock.after(settings.timeoutSeconds * 1000, () =>
      finish('Cannot send mails to mail server. (The operation has timed out.).'),
    );
    connection.on('error', (error: SmtpError) => finish(causeOf(error, host, port)));
    connection.on('end', () => finish('Cannot send mails to mail server. (Failure sending mail.).'));
    connection.connect(() => {
      connection.send({ from: mail.from, to: mail.to }, messageText(mail), (error: SmtpError | null) =>
        finish(error ? causeOf(error, host, port) : null),
      );
    });
  });
}

type SmtpError = Error & { response?: string | undefined };

/** .NET's own label for each code; the code itself never shows in the text. */
const labels: Readonly<Record<string, string>> = {
  '421': 'Service not available, closing transmission channel.',
  '450': 'Mailbox unavailable.',
  '451': 'Error in processing.',
  '452': 'Insufficient system storage.',
  '500': 'Syntax error, command unrecognized.',
  '501': 'Syntax error in parameters or arguments.',
  '503': 'Bad sequence of commands.',
  '530': 'The SMTP server requires a secure connection or the client was not authenticated.',
  '550': 'Mailbox unavailable.',
  '552': 'Exceeded storage allocation.',
  '554': 'Transaction failed.',
};

function causeOf(error: SmtpError, host: string, port: number): string {
  const reply = /^(\d{3})[ -](.*)/s.exec(error.response ?? '');
  if (reply)
    return `Cannot send mails to mail server. (${labels[reply[1] ?? ''] ?? 'Transaction failed.'} The server response was: ${(reply[2] ?? '').trim()}).`;
  if (/ECONNREFUSED/.test(error.message))
    return `Could not connect to mail server. (No connection could be made because the target machine actively refused it ${host}:${port}).`;
  return 'Cannot send mails to mail server. (Failure sending mail.).';
}

/** Header values can hold no line break, whatever was put into a subject. */
function messageText(mail: OutgoingMail): string {
  const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');
  return [
    `From: ${oneLine(mail.from)}`,
    `To: ${mail.to.map(oneLine).join(', ')}`,
    `Subject: ${oneLine(mail.subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    mail.body,
  ].join('\r\n');
}
