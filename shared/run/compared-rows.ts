import { formatMs, formatNumber } from '../format';
import { changeWords, type Measure } from './change-words';

/** One number of a test: how it is shown, and how two of it are compared; null where it was not measured. */
export type ComparedRow<T> = {
  name: string;
  value: (result: T) => number | null;
  measure: Measure;
  show: (value: number) => string;
  /** Shown in the place of a number that is not there. */
  missing?: string;
  /** Whether its times are the servers', which in practice run faster. */
  isTimed?: boolean;
};

type Value<T> = ComparedRow<T>['value'];

export const countRow = <T>(name: string, value: Value<T>, missing?: string): ComparedRow<T> => ({
  name,
  value,
  measure: 'count',
  show: formatNumber,
  ...(missing === undefined ? {} : { missing }),
});

/** @param value in milliseconds */
export const timeRow = <T>(name: string, value: Value<T>, missing?: string): ComparedRow<T> => ({
  ...countRow(name, value, missing),
  measure: 'time',
  show: formatMs,
  isTimed: true,
});

/** A burst's rate, as both kinds of it have one. */
export const perMinuteRow: ComparedRow<{ perSecond: number | null }> = {
  name: 'Mails per minute',
  value: ({ perSecond }) => (perSecond === null ? null : perSecond * 60),
  measure: 'rate',
  show: (perMinute) => formatNumber(Math.round(perMinute)),
  isTimed: true,
};

export type Compared<T> = {
  rows: readonly ComparedRow<T>[];
  before: T | null;
  after: T | null;
  /** False where the two tests differ in what they did: then no change is named. */
  isComparable: boolean;
  /** False where the times of one of them are withheld: then no change of a time or a rate is named. */
  areTimesComparable?: boolean;
  inLabTime: boolean;
};

/** The numbers of one kind of test as a table: before and after side by side, with the change in words. */
export function comparedTable<T>(compared: Compared<T>) {
  const { rows, before, after, isComparable, areTimesComparable = true, inLabTime } = compared;
  const results = [before, after].filter((result) => result !== null);
  const columns = [...(before === null ? [] : ['Before']), ...(after === null ? [] : ['After'])];
  const changes = before !== null && after !== null && isComparable ? { before, after } : null;
  const changeOf = ({ value, measure, show, isTimed = false }: ComparedRow<T>) =>
    changes && (areTimesComparable || !isTimed)
      ? changeWords(value(changes.before), value(changes.after), measure, show)
      : '';
  return {
    columns: ['Measured', ...columns, ...(changes ? ['Change'] : [])],
    rows: rows.map((row) => {
      const { name, value, show, missing = 'none', isTimed = false } = row;
      return [
        isTimed && inLabTime ? `${name} (lab time)` : name,
        ...results.map((result) => {
          const number = value(result);
          return number === null ? missing : show(number);
        }),
        ...(changes ? [changeOf(row)] : []),
      ];
    }),
  };
}
