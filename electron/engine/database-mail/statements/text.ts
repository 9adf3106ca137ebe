/**
 * Statements that run beside real work start with this, so that they never hold it up or win against it. They lead with the
 * primary key of a table that can hold millions of rows: own ids, rows after a known one, or a bound on the newest numbers.
 */
export const quiet = 'SET LOCK_TIMEOUT 5000; SET DEADLOCK_PRIORITY LOW;';

/** `@name0, @name1, …`: as many variables, for a list; throws RangeError unless `count` is a whole number from 1. */
export function variables(name: string, count: number): string {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`${count} is not a number of variables.`);
  return Array.from({ length: count }, (_, index) => `@${name}${index}`).join(', ');
}

/** `IS NULL` or `= 20`: what a column of whole numbers must be. */
export const is = (value: number | null) => (value === null ? 'IS NULL' : `= ${whole(value)}`);

/** A number as T-SQL text; throws RangeError on anything but a whole one. */
export function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number.`);
  return String(value);
}

/** `1, 2, 3`, for a list; throws RangeError unless there is a number and all are whole. */
export function wholes(values: readonly number[]): string {
  if (!Array.isArray(values) || values.length === 0) throw new RangeError('A list needs whole numbers.');
  return values.map(whole).join(', ');
}

/** The condition that a subject begins as a test mail's does, of whichever burst: `[run-7f3a2b1c `. */
export const testMailSubject = `LIKE N'[[]run-${'[0-9a-f]'.repeat(8)} %'`;

/** The condition that a subject begins as those of one burst do; throws RangeError unless it is a marker of RelayTune's making. */
export function mailsOf(marker: string): string {
  if (!/^run-[0-9a-f]+$/.test(marker)) throw new RangeError('That marks no test mail.');
  return `LEFT(subject, ${marker.length + 1}) = N'[${marker}'`;
}
