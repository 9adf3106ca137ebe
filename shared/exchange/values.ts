import { ProblemError } from '../result';
import type { Unlimited } from './connector';

/** `5000` or `unlimited` in any case (2010 prints it in lower case, 2019 with a capital). Counts have no thousands separator. */
export function parseUnlimited(text: string, attribute?: string): Unlimited {
  const value = text.trim();
  if (value.toLowerCase() === 'unlimited') return 'unlimited';
  if (!/^\d{1,10}$/.test(value)) throw unreadableValue(text, 'a whole number or unlimited', attribute);
  return Number(value);
}

/** As Exchange takes it: `5000` or `unlimited`. */
export function formatUnlimited(value: Unlimited): string {
  return String(value);
}

/** A whole number that cannot be `unlimited`, such as MaxInboundConnectionPercentagePerSource. */
export function parseCount(text: string, attribute?: string): number {
  if (!/^\d{1,10}$/.test(text.trim())) throw unreadableValue(text, 'a whole number', attribute);
  return Number(text);
}

/** An EnhancedTimeSpan `[d.]hh:mm:ss` in whole seconds; its text does not depend on the culture. Fractions are refused. */
export function parseTimeSpan(text: string, attribute?: string): number {
  const match = /^(?:(\d{1,5})\.)?([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text.trim());
  if (!match) throw unreadableValue(text, 'a time such as 00:00:30', attribute);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/**
 * Whole seconds as Exchange prints them: `00:00:30`, `1.00:00:00`.
 * @throws RangeError on a negative number or a fraction
 */
export function formatTimeSpan(totalSeconds: number): string {
  if (!Number.isSafeInteger(totalSeconds) || totalSeconds < 0) {
    throw new RangeError(`${totalSeconds} is not a whole number of seconds.`);
  }
  const days = Math.floor(totalSeconds / 86_400);
  const clock = [Math.floor(totalSeconds / 3600) % 24, Math.floor(totalSeconds / 60) % 60, totalSeconds % 60]
    .map((value) => String(value).padStart(2, '0'))
    .join(':');
  return days === 0 ? clock : `${days}.${clock}`;
}

const units: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

/** A ByteQuantifiedSize in bytes: `36 MB (37,748,736 bytes)` (any culture's separators), `10MB` or `65536`. */
export function parseByteSize(text: string, attribute?: string): number {
  const inBytes = /\(([\d.,'\u2019\s]+)\s*bytes?\)$/i.exec(text.trim())?.[1];
  if (inBytes !== undefined && /^\d{1,3}(?:[^\d]\d{3})*$|^\d+$/.test(inBytes.trim())) {
    return Number(inBytes.replace(/\D/g, ''));
  }
  const [, amount, unit = 'B'] = /^(\d{1,12})\s*([KMGT]?B)?$/i.exec(text.trim()) ?? [];
  const factor = units[unit.toUpperCase()];
  if (amount === undefined || factor === undefined) throw unreadableValue(text, 'a size such as 10 MB', attribute);
  return Number(amount) * factor;
}

/** The problem of a text that Exchange printed and no rule can read. */
export function unreadableValue(text: string, wanted: string, attribute = 'The value'): ProblemError {
  return new ProblemError({
    code: 'exchange/unreadable-value',
    title: 'Exchange answered with a value that RelayTune cannot read.',
    detail: `${attribute} is "${text.slice(0, 80)}", which is not ${wanted}.`,
    hint: 'Compare with Get-ReceiveConnector | fl in the Exchange Management Shell.',
  });
}
