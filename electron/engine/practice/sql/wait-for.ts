import { SqlError, type SqlValue } from './catalogue';
import { toText } from './values';

const dayMilliseconds = 86_400_000;

/** Milliseconds that WAITFOR waits: a DELAY of 'hh:mm[:ss[.mss]]', or until that TIME of the day. Throws 148. */
export function waitMilliseconds(until: 'delay' | 'time', value: SqlValue, now: Date): number {
  const text = toText(value) ?? '';
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text.trim());
  const [, hours = 0, minutes = 0, seconds = 0] = match?.map((part: string | undefined) => Number(part ?? 0)) ?? [];
  const milliseconds = Number((match?.[4] ?? '').padEnd(3, '0'));
  if (!match || hours > 23 || minutes > 59 || seconds > 59)
    throw new SqlError(148, `Incorrect time syntax in time string '${text}' used with WAITFOR.`, 15);
  const delay = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  if (until === 'delay') return delay;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const ahead = midnight + delay - now.getTime();
  return ahead < 0 ? ahead + dayMilliseconds : ahead;
}
