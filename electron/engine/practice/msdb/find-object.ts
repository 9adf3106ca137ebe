import { SqlError, type Row, type SqlValue } from '../sql/catalogue';
import type { MsdbStore } from './store';

/** Names compare as in the server's default collation: without case and trailing blanks. */
export const isSameName = (left: SqlValue | undefined, right: SqlValue | undefined) =>
  String(left).replace(/ +$/, '').toLowerCase() === String(right).replace(/ +$/, '').toLowerCase();

export type Wanted = { id: SqlValue | undefined; name: SqlValue | undefined };

/**
 * The account or profile that an id, a name or both stand for; null when neither is given. Throws 14605 when both are given and
 * differ (unless `mayDiffer`: the id counts), 14606 for an unknown id, 14607 for an unknown name.
 */
export function findObject(
  store: MsdbStore,
  kind: 'account' | 'profile',
  { id = null, name = null }: Wanted,
  procedure: string,
  mayDiffer = false,
): Row | null {
  const fail = (number: number, message: string) => new SqlError(number, message, 16, 1, procedure);
  if (id === null && name === null) return null;
  const found = store
    .rows(`sysmail_${kind}`)
    .find((row) => (id === null ? isSameName(row.name, name) : row[`${kind}_id`] === id));
  if (id !== null && name !== null && !mayDiffer && (!found || !isSameName(found.name, name)))
    throw fail(14605, `Both ${kind} parameters (id and name) do not point to the same object`);
  if (found) return found;
  throw id === null ? fail(14607, `${kind} name is not valid`) : fail(14606, `${kind} id is not valid`);
}
