import { SqlError, type SqlTypeName, type SqlValue } from './catalogue';
import type { Context } from './context';
import { toDate, toNumber } from './values';

type Scalar = { type: SqlTypeName; run(args: SqlValue[], context: Context): SqlValue };

/** Functions of dates and times; a datetime is the server's local time. */
export const dateScalars: Readonly<Record<string, Scalar>> = {
  GETDATE: { type: 'datetime', run: (_args, { model }) => model.now() },
  GETUTCDATE: {
    type: 'datetime',
    run: (_args, { model }) => new Date(model.now().getTime() + model.now().getTimezoneOffset() * 60_000),
  },
  DATEADD: {
    type: 'datetime',
    run: ([part, count, date]) => dateAdd(partOf(part), toNumber(count ?? null), toDate(date ?? null)),
  },
  DATEDIFF: {
    type: 'int',
    run: ([part, from, to]) => dateDiff(partOf(part), toDate(from ?? null), toDate(to ?? null)),
  },
  DATEPART: { type: 'int', run: ([part, date]) => datePart(partOf(part), toDate(date ?? null)) },
  YEAR: { type: 'int', run: ([date]) => toDate(date ?? null)?.getFullYear() ?? null },
  MONTH: { type: 'int', run: ([date]) => datePart('month', toDate(date ?? null)) },
  DAY: { type: 'int', run: ([date]) => datePart('day', toDate(date ?? null)) },
};

const abbreviations: Readonly<Record<string, readonly string[]>> = {
  year: ['yy', 'yyyy'],
  quarter: ['qq', 'q'],
  month: ['mm', 'm'],
  dayofyear: ['dy', 'y'],
  day: ['dd', 'd'],
  week: ['wk', 'ww'],
  weekday: ['dw', 'w'],
  hour: ['hh'],
  minute: ['mi', 'n'],
  second: ['ss', 's'],
  millisecond: ['ms'],
};

/** The full name of a date part, which the parser has checked. */
function partOf(given: SqlValue | undefined): string {
  const text = String(given);
  return Object.entries(abbreviations).find(([, short]) => short.includes(text))?.[0] ?? text;
}

const milliseconds: Readonly<Record<string, number>> = {
  week: 604_800_000,
  day: 86_400_000,
  dayofyear: 86_400_000,
  weekday: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const months: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

/** Months keep the day where they have it, else take their last. */
function dateAdd(part: string, given: number | null, date: Date | null): Date | null {
  if (given === null || date === null) return null;
  const count = Math.trunc(given);
  if (milliseconds[part] !== undefined) return new Date(date.getTime() + count * milliseconds[part]);
  const moved = new Date(date);
  moved.setDate(1);
  moved.setMonth(date.getMonth() + count * (months[part] ?? 1));
  const lastDay = new Date(moved.getFullYear(), moved.getMonth() + 1, 0).getDate();
  moved.setDate(Math.min(date.getDate(), lastDay));
  return moved;
}

/** Counts the boundaries crossed, as SQL Server does, not the time passed; throws 535 past an int. Weeks begin on Sunday. */
function dateDiff(part: string, from: Date | null, to: Date | null): number | null {
  if (from === null || to === null) return null;
  const boundary = (date: Date) => {
    const inMonths = months[part];
    if (inMonths !== undefined) return Math.floor((date.getFullYear() * 12 + date.getMonth()) / inMonths);
    const local = date.getTime() - date.getTimezoneOffset() * 60_000;
    // 1 January 1970 was a Thursday.
    const shifted = part === 'week' ? local + 4 * 86_400_000 : local;
    return Math.floor(shifted / (milliseconds[part] ?? 1));
  };
  const difference = boundary(to) - boundary(from);
  if (Math.abs(difference) > 2_147_483_647)
    throw new SqlError(
      535,
      'The datediff function resulted in an overflow. The number of dateparts separating two date/time instances is too large. Try to use datediff with a less precise datepart.',
    );
  return difference;
}

/** Weeks and weekdays as with DATEFIRST 7: Sunday is 1. */
function datePart(part: string, date: Date | null): number | null {
  if (date === null) return null;
  const newYear = new Date(date.getFullYear(), 0, 1);
  const dayOfYear = (dateDiff('day', newYear, date) ?? 0) + 1;
  const parts: Readonly<Record<string, number>> = {
    year: date.getFullYear(),
    quarter: Math.floor(date.getMonth() / 3) + 1,
    month: date.getMonth() + 1,
    dayofyear: dayOfYear,
    day: date.getDate(),
    week: (dateDiff('week', newYear, date) ?? 0) + 1,
    weekday: date.getDay() + 1,
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
    millisecond: date.getMilliseconds(),
  };
  return parts[part] ?? null;
}
