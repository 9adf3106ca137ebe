import type { SqlValue } from './catalogue';
import { compareValues, toNumber } from './values';

type Aggregate = {
  /** Type of the result, or that of the argument. */ type: 'int' | 'argument';
  run(values: readonly SqlValue[]): SqlValue;
};

const known = (values: readonly SqlValue[]) => values.filter((value) => value !== null);
const total = (values: readonly SqlValue[]) => values.reduce<number>((sum, value) => sum + (toNumber(value) ?? 0), 0);
const extreme = (sign: 1 | -1) => (values: readonly SqlValue[]) =>
  known(values).reduce<SqlValue>(
    (best, value) => (best === null || sign * (compareValues(value, best) ?? 0) > 0 ? value : best),
    null,
  );

/** NULLs do not count, but for COUNT(*), which gets a 1 a row. */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  COUNT: { type: 'int', run: (values) => known(values).length },
  SUM: { type: 'argument', run: (values) => (known(values).length === 0 ? null : total(known(values))) },
  AVG: {
    type: 'argument',
    run: (values) => (known(values).length === 0 ? null : Math.trunc(total(known(values)) / known(values).length)),
  },
  MIN: { type: 'argument', run: extreme(-1) },
  MAX: { type: 'argument', run: extreme(1) },
};
