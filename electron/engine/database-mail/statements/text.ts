/** Polling statements start with this, so that they never hold up or win against real work. */
export const quiet = 'SET LOCK_TIMEOUT 5000; SET DEADLOCK_PRIORITY LOW;';

/** A number as T-SQL text; throws RangeError on anything but a whole one. */
export function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number.`);
  return String(value);
}
