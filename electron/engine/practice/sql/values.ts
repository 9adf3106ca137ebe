import { SqlError, type SqlValue } from './catalogue';
import type { TypeName } from './syntax';

/** Numbers, bits and texts that look like numbers; throws 245 where a text does not. */
export function toNumber(value: SqlValue): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime() / 86_400_000;
  const text = value.trim();
  if (/^[+-]?\d*(?:\.\d*)?$/.test(text)) return Number(text);
  throw new SqlError(245, `Conversion failed when converting the nvarchar value '${value}' to data type int.`);
}

export function toText(value: SqlValue, style = 0): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value instanceof Date ? dateText(value, style) : String(value);
}

const two = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** CONVERT's styles: 120 and 121 with a blank, 126 with a T; 0 as SQL Server prints by default. */
function dateText(date: Date, style: number): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const fraction = `.${two(date.getMilliseconds(), 3)}`;
  if (style === 120) return `${day} ${clock}`;
  if (style === 121) return `${day} ${clock}${fraction}`;
  if (style === 126) return `${day}T${clock}${date.getMilliseconds() === 0 ? '' : fraction}`;
  const month =
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][date.getMonth()] ?? '';
  const hours = date.getHours() % 12 || 12;
  return `${month} ${String(date.getDate()).padStart(2)} ${date.getFullYear()} ${String(hours).padStart(2)}:${two(date.getMinutes())}${date.getHours() < 12 ? 'AM' : 'PM'}`;
}

/** Server-local time; a number counts days from 1 January 1900. Throws 241 where the text is no date. */
export function toDate(value: SqlValue): Date | null {
  if (value === null || value instanceof Date) return value;
  if (typeof value === 'number') return new Date(1900, 0, 1, 0, 0, 0, value * 86_400_000);
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?)?$/.exec(String(value).trim());
  if (!match) throw new SqlError(241, 'Conversion failed when converting date and/or time from character string.');
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  return new Date(year, month - 1, day, hour, minute, second, Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3)));
}

/** A value as a column or variable of that type holds it. */
export function castValue(value: SqlValue, to: TypeName, style = 0): SqlValue {
  if (value === null) return null;
  switch (to.type) {
    case 'bit':
      return toNumber(value) !== 0;
    case 'tinyint':
    case 'int':
    case 'bigint':
      return Math.trunc(toNumber(value) ?? 0);
    case 'float':
      return toNumber(value);
    case 'datetime':
      return toDate(value);
    default: {
      const text = toText(value, style) ?? '';
      return typeof to.length === 'number' ? text.slice(0, to.length) : text;
    }
  }
}

/** Negative, 0 or positive; null when either side is NULL. Texts compare without case and trailing blanks. */
export function compareValues(left: SqlValue, right: SqlValue): number | null {
  if (left === null || right === null) return null;
  if (left instanceof Date || right instanceof Date)
    return (toDate(left)?.getTime() ?? 0) - (toDate(right)?.getTime() ?? 0);
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [fold(left), fold(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return (toNumber(left) ?? 0) - (toNumber(right) ?? 0);
}

/** Equal values of the default collation have equal keys. */
export function keyOf(value: SqlValue): string {
  if (value instanceof Date) return `d${value.getTime()}`;
  return typeof value === 'string' ? `s${fold(value)}` : `n${String(toNumber(value))}`;
}

const fold = (text: string) => text.replace(/ +$/, '').toLowerCase();

/** LIKE with %, _, [set] and an escape character. */
export function isLike(text: string, pattern: string, escape: string | null): boolean {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? '';
    if (escape !== null && char === escape) {
      at += 1;
      source += quoteRegExp(pattern[at] ?? '');
    } else if (char === '%') source += '[\\s\\S]*';
    else if (char === '_') source += '[\\s\\S]';
    else if (char === '[' && pattern.indexOf(']', at) > at) {
      const end = pattern.indexOf(']', at);
      source += `[${pattern.slice(at + 1, end).replace(/[\\\]]/g, '\\$&')}]`;
      at = end;
    } else source += quoteRegExp(char);
  }
  return new RegExp(`^${source}$`, 'i').test(text);
}

const quoteRegExp = (char: string) => char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
