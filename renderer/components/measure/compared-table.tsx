import { comparedTable, type Compared } from '../../../shared/run/compared-rows';
import { ValueTable } from '../value-table';

/** The numbers of one kind of test, before and after side by side, with the change in words. */
export function ComparedTable<T>({ caption, ...compared }: Compared<T> & { caption: string }) {
  return <ValueTable caption={caption} {...comparedTable(compared)} />;
}
