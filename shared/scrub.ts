import type { Problem } from './result';
import { serverText } from './server-text';

/** Shorter ones are in every text by chance, and the gaps would tell them. */
const fewestCharacters = 4;
/** Of an encoded piece: what is shorter is in every encoded text by chance. */
const fewestEncoded = 6;
const mark = '[secret]';

/**
 * Takes secrets out of a text, in whatever letters: as they are, read as Latin-1, doubled for SQL or PowerShell, escaped for JSON, HTML or
 * a URL, as UTF-16, and as hex or base64 of UTF-8 or UTF-16, also in the middle of more. The last line of defence: what is known to
 * be secret is never put into a text to begin with.
 */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(
    secrets
      .filter((one) => one.length >= fewestCharacters)
      .flatMap(formsOf)
      .flatMap(asShown),
  );
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  const anyForm = new RegExp(longestFirst.map(literally).join('|'), 'gi');
  return (text) => text.replace(anyForm, mark);
}

/** A problem whose texts were scrubbed; its code is the program's own. */
export const scrubProblem = ({ code, title, detail, hint }: Problem, scrub: (text: string) => string): Problem => ({
  code,
  title: scrub(title),
  detail: scrub(detail),
  hint: scrub(hint),
});

/** A server's words are often made fit to be shown before anybody looks for secrets in them. */
const asShown = (form: string) => [form, serverText(form)];

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function formsOf(secret: string): string[] {
  const utf8 = new TextEncoder().encode(secret);
  const utf16 = utf16Of(secret);
  const inUrl = encodeURIComponent(new TextDecoder().decode(utf8));
  const strictly = inUrl.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return [
    secret,
    String.fromCharCode(...utf8),
    secret.replaceAll("'", "''"),
    secret.replaceAll('"', '""'),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    inUrl,
    strictly,
    strictly.replaceAll('%20', '+'),
    String.fromCharCode(...utf16).replace(/\0$/, ''),
    hexOf(utf8),
    hexOf(utf8).replace(/../g, '%$&'),
    hexOf(utf16),
    ...base64Of(utf8),
    ...base64Of(utf16),
  ];
}

/** Little-endian, as Windows writes it. */
function utf16Of(text: string): Uint8Array {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What stands in base64 wherever these bytes stand among others: three cases, by what comes before, without the characters that it shares. */
function base64Of(bytes: Uint8Array): string[] {
  const alone = btoa(String.fromCharCode(...bytes));
  const amongOthers = [0, 1, 2].map((before) => {
    const text = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes));
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), end);
  });
  return [alone, ...amongOthers]
    .filter((piece) => piece.length >= fewestEncoded)
    .flatMap((piece) => [piece, piece.replaceAll('+', '-').replaceAll('/', '_')]);
}
