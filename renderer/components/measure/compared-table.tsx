import { changeWords, type Measure } from '../../../shared/run/change-words';
import { ValueTable } from '../value-table';

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

export type ComparedTableProps<T> = {
  caption: string;
  rows: readonly ComparedRow<T>[];
  before: T | null;
  after: T | null;
  /** False where the two tests differ in what they did: then no change is named. */
  isComparable: boolean;
  /** False where the times of one of them are withheld: then no change of a time or a rate is named. */
  areTimesComparable?: boolean;
  inLabTime: boolean;
};

/** The numbers of one kind of test, before and after side by side, with the change in words. */
export function ComparedTable<T>(props: ComparedTableProps<T>) {
  const { caption, rows, before, after, isComparable, areTimesComparable = true, inLabTime } = props;
  const results = [before, after].filter((result) => result !== null);
  const columns = [...(before === null ? [] : ['Before']), ...(after === null ? [] : ['After'])];
  const changes = before !== null && after !== null && isComparable ? { before, after } : null;
  return (
    <ValueTable
      caption={caption}
      columns={['Measured', ...columns, ...(changes ? ['Change'] : [])]}
      rows={rows.map(({ name, value, measure, show, missing = 'none', isTimed = false }) => [
        isTimed && inLabTime ? `${name} (lab time)` : name,
        ...results.map((result) => {
          const number = value(result);
          return number === null ? missing : show(number);
        }),
        ...(changes
          ? [
              isTimed && !areTimesComparable
                ? ''
                : changeWords(value(changes.before), value(changes.after), measure, show),
            ]
          : []),
      ])}
    />
  );
}
