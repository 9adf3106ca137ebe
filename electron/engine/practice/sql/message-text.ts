import { SqlError, type SqlValue } from './catalogue';
import { toText } from './values';

/**
 * A message of RAISERROR with its values: %d or %i for a whole number, %s for a text, %% for the sign itself. A value that is missing or
 * NULL shows as (null); one of the wrong kind is error 2786.
 */
export function messageText(format: string, values: readonly SqlValue[]): string {
  let used = 0;
  return format.replace(/%([dis%])/g, (_all, kind: string) => {
    if (kind === '%') return '%';
    const value = values[used++] ?? null;
    if (value !== null && (typeof value === 'string') !== (kind === 's'))
      throw new SqlError(
        2786,
        `The data type of substitution parameter ${used} does not match the expected type of the format specification.`,
      );
    return toText(value) ?? '(null)';
  });
}
