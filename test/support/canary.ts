import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A password as nobody else would have it, with what has to be escaped somewhere. */
export const canary = 'Kanari\'36 "Zwölf" <&%> zu/Ende+Ü';

/** Written beside scrub.ts, not with it: what a search for the canary would look for. */
export function formsOfCanary(text = canary): Record<string, string> {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  return {
    text,
    'read as Latin-1': utf8.toString('latin1'),
    'UTF-16': utf16.toString('latin1'),
    'a SQL literal': `N'${text.replaceAll("'", "''")}'`.slice(2, -1),
    JSON: JSON.stringify(text).slice(1, -1),
    HTML: text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? ''),
    'a URL': encodeURIComponent(text),
    'a form': new URLSearchParams({ x: text }).toString().slice(2),
    hex: utf8.toString('hex'),
    'hex in capitals': utf16.toString('hex').toUpperCase(),
    base64: utf8.toString('base64'),
    'base64 of UTF-16': utf16.toString('base64'),
    'base64 for URLs': utf8.toString('base64url'),
    'base64 of more, 1': Buffer.concat([Buffer.from('u'), utf8, Buffer.from('!')]).toString('base64'),
    'base64 of more, 2': Buffer.concat([Buffer.from('\0u'), utf16]).toString('base64'),
  };
}

/** A piece of each form that is the canary's alone, whatever stands around it. */
const pieces = Object.entries(formsOfCanary()).map(([name, form]) => [name, form.slice(4, -4)] as const);

/** The forms in which the canary is in a text. */
export function canaryIn(text: string): string[] {
  const lower = text.toLowerCase();
  return pieces.filter(([, piece]) => lower.includes(piece.toLowerCase())).map(([name]) => name);
}

/** Every file below a folder that holds the canary, as UTF-8 or byte by byte, and how. */
export function filesWithCanary(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      const bytes = readFileSync(file);
      const found = [...canaryIn(bytes.toString('utf8')), ...canaryIn(bytes.toString('latin1'))];
      return found.length === 0 ? [] : [`${file}: ${found.join(', ')}`];
    });
}
