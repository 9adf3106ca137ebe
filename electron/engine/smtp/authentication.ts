import type { SmtpPhase } from '../../../shared/smtp/phase';

export type Identity = { user: string; password: string };

/** One line of the sign-in, and the code that goes on with it. */
export type SignInStep = { text: string; wanted: number };

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/**
 * AUTH PLAIN (RFC 4616) where it is offered, else AUTH LOGIN, which is what Exchange offers as Basic authentication; null where
 * neither is. @param offers the lines of the reply to EHLO
 */
export function signInSteps(offers: readonly string[], { user, password }: Identity): SignInStep[] | null {
  const mechanisms = offers.flatMap(
    (line) => /^250[ -]AUTH[ =](.*)$/i.exec(line)?.[1]?.toUpperCase().split(/\s+/) ?? [],
  );
  if (mechanisms.includes('PLAIN')) return [{ text: `AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, wanted: 235 }];
  if (!mechanisms.includes('LOGIN')) return null;
  return [
    { text: 'AUTH LOGIN', wanted: 334 },
    { text: base64(user), wanted: 334 },
    { text: base64(password), wanted: 235 },
  ];
}

/**
 * What a server said, without what it may have read in a sign-in. While it signs in nothing but its code is kept: a secret could be
 * split, turned around or encoded in any text.
 */
export function withoutSecrets(
  { phase, text }: { phase: SmtpPhase; text: string },
  { user, password }: Identity,
): string {
  if (phase === 'auth') return /^\s*\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3}\b)?/.exec(text)?.[0].trim() ?? '';
  // Replies are read as latin1, so that is what the bytes of a password look like in them.
  const asRead = Buffer.from(password, 'utf8').toString('latin1');
  const secrets = [password, asRead, base64(password), base64(`\0${user}\0${password}`)].filter(
    (secret) => secret !== '',
  );
  return secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
}
