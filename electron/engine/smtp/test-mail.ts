import { subjectOf } from '../../../shared/database-mail/test-mails';

const bodyBytes = 4096;
const line = 'This is a RelayTune test mail. It can be deleted.\r\n';
/** Plain text of the size that a Database Mail test has, so that both tests send the same. */
export const testBody = line.repeat(Math.ceil(bodyBytes / line.length)).slice(0, bodyBytes - 2) + '\r\n';

export type TestMailSettings = { marker: string; mails: number; from: string; mailboxes: readonly string[] };

/** The mailbox of mail n (from 1): each in turn. */
export const mailboxOf = ({ mailboxes }: TestMailSettings, number: number) =>
  mailboxes[(number - 1) % mailboxes.length] ?? '';

/** The rest of every mail, put together once. */
const sameInAll = [
  'Auto-Submitted: auto-generated',
  'X-Auto-Response-Suppress: All',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  `${testBody}.\r\n`,
].join('\r\n');

/**
 * Mail n as it goes over the wire, the dot at its end included. No line of it begins with a dot. The marker is in the subject,
 * in a Message-ID of its own and in a header, and nobody's absence assistant answers it ([MS-OXCMAIL] 2.2.3.2.14).
 */
export function testMail(settings: TestMailSettings, number: number, date: Date): string {
  const { marker, mails, from } = settings;
  return [
    `From: <${from}>`,
    `To: <${mailboxOf(settings, number)}>`,
    `Subject: ${subjectOf(marker, number, mails)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${marker}.${number}@${from.slice(from.indexOf('@') + 1)}>`,
    `X-RelayTune-Run: ${marker}`,
    sameInAll,
  ].join('\r\n');
}
