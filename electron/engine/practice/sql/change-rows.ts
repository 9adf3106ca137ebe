import { findColumn, type BoundSource } from './bind';
import { SqlError, type Row, type Table } from './catalogue';
import type { Context } from './context';
import { evaluate, type Evaluator, type Scope } from './evaluate';
import { findTable } from './object-access';
import { scanRows } from './scan';
import { bindAll } from './select';
import type { Expression, Statement } from './syntax';
import { castValue } from './values';

type Matching = { evaluator: Evaluator; rows: { row: Row; scope: Scope }[] };

/** The rows that UPDATE or DELETE is about, all found before the first one changes. */
function matching(
  table: Table,
  alias: string,
  where: Expression | null,
  values: readonly Expression[],
  context: Context,
): Matching {
  const sources: BoundSource[] = [{ alias, table }];
  const evaluator = { context, binding: bindAll(where ? [...values, where] : values, sources, context) };
  const scopes = [...scanRows({ joins: [], where }, sources, evaluator, false)];
  const rows = scopes.flatMap((scope) => {
    const row = scope.rows.get(alias);
    return row ? [{ row, scope }] : [];
  });
  return { evaluator, rows };
}

const aliasOf = (name: readonly string[]) => (name.at(-1) ?? '').toLowerCase();

const notUpdatable = (alias: string) =>
  new SqlError(
    4406,
    `Update or insert of view or function '${alias}' failed because it contains a derived or constant field.`,
  );

/** Answers how many rows it changed. Throws 207, 208, 229, 515, 4406. */
export function runUpdate(statement: Extract<Statement, { kind: 'update' }>, context: Context): number {
  const alias = aliasOf(statement.table);
  const table = findTable(context, statement.table, 'UPDATE');
  const columns = statement.set.map(({ column }) => {
    const found = findColumn(table.columns, column);
    if (!found) throw new SqlError(207, `Invalid column name '${column}'.`);
    return found;
  });
  if (!table.update) throw notUpdatable(alias);
  const values = statement.set.map(({ value }) => value);
  const { rows, evaluator } = matching(table, alias, statement.where, values, context);
  for (const { row, scope } of rows) {
    const changes: Row = {};
    for (const [index, column] of columns.entries()) {
      const value = values[index];
      changes[column.name] = value ? castValue(evaluate(value, scope, evaluator), column) : null;
    }
    table.update(row, changes, context.session);
  }
  return rows.length;
}

/** Answers how many rows it deleted; rows that go with them by a foreign key do not count. Throws 207, 208, 229, 4406. */
export function runDelete(statement: Extract<Statement, { kind: 'delete' }>, context: Context): number {
  const alias = aliasOf(statement.table);
  const table = findTable(context, statement.table, 'DELETE');
  if (!table.remove) throw notUpdatable(alias);
  const { rows } = matching(table, alias, statement.where, [], context);
  table.remove(rows.map(({ row }) => row));
  return rows.length;
}
