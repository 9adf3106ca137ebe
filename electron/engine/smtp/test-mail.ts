import { mailboxInTurn, subjectOf, testMailBytes, testMailText } from '../../../shared/database-mail/test-mails';

/** It ends with a line break, as what goes before the dot must. */
export const testBody = `${testMailText(testMailBytes - 2)}\r\n`;

export type TestMailSettings = { marker: string; mails: number; from: string; mailboxes: readonly string[] };

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
 * Writes mail n as it goes over the wire, the dot at its end included: what is its own, and what is the same in all. No line of it begins with a dot. The marker is in the subject,
 * in a Message-ID of its own and in a header, and nobody's absence assistant answers it ([MS-OXCMAIL] 2.2.3.2.14).
 */
export function testMailWriter({
  marker,
  mails,
  from,
  mailboxes,
}: TestMailSettings): (number: number, date: Date) => readonly [head: string, rest: string] {
  const domain = from.slice(from.indexOf('@') + 1);
  const rest = [`X-RelayTune-Run: ${marker}`, sameInAll].join('\r\n');
  return (number, date) => [
    `From: <${from}>\r\n` +
      `To: <${mailboxInTurn(mailboxes, number)}>\r\n` +
      `Subject: ${subjectOf(marker, number, mails)}\r\n` +
      `Date: ${date.toUTCString().replace('GMT', '+0000')}\r\n` +
      `Message-ID: <${marker}.${number}@${domain}>\r\n`,
    rest,
  ];
}
