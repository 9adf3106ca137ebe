import { formatTimeSpan } from './values';

/** `text` is what Exchange will be sent; `message` says what to enter instead. */
export type Checked<T> = { ok: true; value: T; text: string } | { ok: false; message: string };

const accept = <T>(value: T, text: string): Checked<T> => ({ ok: true, value, text });
const refuse = (message: string) => ({ ok: false, message }) as const;

/** MaxInboundConnectionPerSource: 1 to 10000, or unlimited (2013-era range; expected on 2010). */
export function checkPerSource(typed: string): Checked<number | 'unlimited'> {
  if (typed.trim().toLowerCase() === 'unlimited') return accept('unlimited', 'unlimited');
  const value = whole(typed, 1, 10_000);
  return value === null ? refuse('Enter a whole number from 1 to 10000, or unlimited.') : accept(value, String(value));
}

/** MaxInboundConnectionPercentagePerSource: 1 to 100, without the % sign; it has no `unlimited` (100 switches it off). */
export function checkPercentage(typed: string): Checked<number> {
  const value = whole(typed, 1, 100);
  if (value !== null) return accept(value, String(value));
  const isUnlimited = typed.trim().toLowerCase() === 'unlimited';
  return refuse(
    isUnlimited
      ? 'Enter a whole number from 1 to 100; this one takes no "unlimited", but 100 switches it off.'
      : 'Enter a whole number from 1 to 100, without the % sign.',
  );
}

/** TarpitInterval and MaxAcknowledgementDelay: 0 to 10 minutes, as hh:mm:ss or in whole seconds; sent as hh:mm:ss. */
export function checkDelay(typed: string): Checked<number> {
  const clock = /^(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(typed.trim());
  const seconds = clock
    ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
    : whole(typed, 0, mostDelay);
  return seconds === null || seconds > mostDelay
    ? refuse('Enter whole seconds from 0 to 600, or a time from 00:00:00 to 00:10:00.')
    : accept(seconds, formatTimeSpan(seconds));
}

const mostDelay = 600;

function whole(typed: string, least: number, most: number): number | null {
  const text = typed.trim();
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : null;
}
