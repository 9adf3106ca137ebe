import type { Row } from '../sql/catalogue';
import type { CachedAccount } from './account-cache';

/** A mail as it goes to an SMTP server: everyone it goes to, and its text with headers. */
export type OutgoingMail = { from: string; to: string[]; text: string };

/** A row of sysmail_mailitems, sent with an account; the mail's own sender and reply address come before the account's. */
export function outgoingMail(mail: Row, account: CachedAccount): OutgoingMail {
  const [to, copy, blind] = ['recipients', 'copy_recipients', 'blind_copy_recipients'].map((column) =>
    addresses(mail[column]),
  );
  const from = textOf(mail.from_address) ?? account.emailAddress;
  const replyTo = textOf(mail.reply_to) ?? account.replyTo;
  const shown =
    mail.from_address === null && account.displayName ? `${header(account.displayName, true)} <${from}>` : from;
  const headers: [string, string][] = [
    ['From', shown],
    ['To', (to ?? []).join(', ')],
    ['Cc', (copy ?? []).join(', ')],
    ['Reply-To', replyTo ?? ''],
    ['Subject', header(String(mail.subject ?? ''))],
    ['MIME-Version', '1.0'],
    ['Content-Type', `text/${mail.body_format === 'HTML' ? 'html' : 'plain'}; charset=utf-8`],
    ['Content-Transfer-Encoding', '8bit'],
  ];
  return {
    from,
    to: [...(to ?? []), ...(copy ?? []), ...(blind ?? [])],
    text: [
      ...headers.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${oneLine(value)}`),
      '',
      String(mail.body ?? ''),
    ].join('\r\n'),
  };
}

/** Addresses are separated by semicolons. */
function addresses(value: Row[string] | undefined): string[] {
  return String(value ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Headers are ASCII: anything else travels as one RFC 2047 word. */
function header(text: string, quoted = false): string {
  if (!/^[\x20-\x7e\r\n]*$/.test(text)) return `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
  return quoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

/** Header values can hold no line break, whatever was put into a subject. */
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');

const textOf = (value: Row[string] | undefined) => (typeof value === 'string' && value !== '' ? value : null);
