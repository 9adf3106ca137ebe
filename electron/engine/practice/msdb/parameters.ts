import type { Parameter, SqlTypeName, SqlValue } from '../sql/catalogue';

/** A parameter that may be left out. */
export function optional(name: string, type: SqlTypeName, length?: number | 'max', value: SqlValue = null): Parameter {
  return { name: `@${name}`, type, default: value, ...(length === undefined ? {} : { length }) };
}

export const output = (name: string, type: SqlTypeName): Parameter => ({
  name: `@${name}`,
  type,
  default: null,
  output: true,
});
