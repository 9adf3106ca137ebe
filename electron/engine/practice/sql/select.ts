import { bindExpression, hasAggregate, typeOf, type BoundSource } from './bind';
import { SqlError, type Column, type ResultSet, type Row, type SqlValue } from './catalogue';
import type { Context } from './context';
import { evaluate, truth, type Bound, type Evaluator, type Scope } from './evaluate';
import { findTable } from './object-access';
import { readingOrder } from './reading-order';
import { emptyScope, scanRows } from './scan';
import type { Expression, Select, SelectItem, Source } from './syntax';
import { compareValues, keyOf, toNumber } from './values';

type Output = { expression: Expression; name: string };

/** Runs a SELECT: every name is bound first, then rows are joined, filtered, grouped, ordered and cut. */
export function runSelect(select: Select, context: Context): ResultSet {
  const sources = [select.from, ...select.joins.map((join) => join.source)].flatMap((source) =>
    source ? [bindSource(source, context)] : [],
  );
  const outputs = select.items.flatMap((item) => expand(item, sources));
  const orderBy = select.orderBy.map(({ expression, isDescending }) => ({
    expression: orderExpression(expression, outputs),
    isDescending,
  }));
  const everything = [
    ...outputs.map((output) => output.expression),
    ...orderBy.map((order) => order.expression),
    ...select.joins.map((join) => join.on),
    ...select.groupBy,
    ...[select.where, select.having, select.top].filter((expression) => expression !== null),
  ];
  const binding = bindAll(everything, sources, context);
  const evaluator: Evaluator = { context, binding };
  const top = select.top ? (toNumber(evaluate(select.top, emptyScope, evaluator)) ?? 0) : Infinity;
  const isGrouped = select.groupBy.length > 0 || outputs.some((output) => hasAggregate(output.expression));
  const reading = readingOrder(
    {
      sources,
      outputs: outputs.map((output) => output.expression),
      orderBy,
      isGrouped,
      hasGroups: select.groupBy.length > 0 || select.having !== null,
    },
    evaluator,
  );
  const needsSorting = orderBy.length > 0 && !reading.isSorted;
  const isCut = !isGrouped && !needsSorting && !select.isDistinct;
  const needed = reading.isFirstEnough ? 1 : isCut ? top : Infinity;
  const found = scanRows(select, sources, evaluator, reading.isDescending);
  let scopes = firstOf(isGrouped ? slimmed(found, binding) : found, needed);
  if (isGrouped) scopes = groupRows(select, scopes, evaluator);
  if (needsSorting) scopes = sortRows(orderBy, scopes, evaluator);

  let rows = scopes.map((scope) => outputs.map((output) => evaluate(output.expression, scope, evaluator)));
  if (select.isDistinct) rows = [...new Map(rows.map((row) => [row.map(keyOf).join('\u0000'), row])).values()];
  rows = rows.slice(0, top);
  const names = uniqueNames(outputs);
  return {
    columns: outputs.map((output, index) => resultColumn(names[index] ?? '', output, sources, binding)),
    rows: rows.map((row) => toRow(names, row)),
  };
}

/** What the names of these expressions mean; their subqueries have run. */
export function bindAll(
  expressions: readonly Expression[],
  sources: readonly BoundSource[],
  context: Context,
): ReadonlyMap<Expression, Bound> {
  const binding = new Map<Expression, Bound>();
  for (const expression of expressions) bindExpression(expression, { sources, context, runSelect }, binding);
  return binding;
}

/** A group may hold a whole table: it keeps no more of each row than is asked for. */
function* slimmed(scopes: Iterable<Scope>, binding: ReadonlyMap<Expression, Bound>): Generator<Scope> {
  const used = [...binding.values()].flatMap((bound) => ('column' in bound ? [bound] : []));
  for (const scope of scopes) {
    const rows = new Map<string, Row>();
    for (const { source, column } of used) {
      const row = rows.get(source) ?? {};
      row[column] = scope.rows.get(source)?.[column] ?? null;
      rows.set(source, row);
    }
    yield used.length === 0 ? emptyScope : { rows, group: null };
  }
}

/** Reads no further than it must. */
function firstOf(scopes: Iterable<Scope>, count: number): Scope[] {
  const taken: Scope[] = [];
  if (count <= 0) return taken;
  for (const scope of scopes) {
    taken.push(scope);
    if (taken.length >= count) break;
  }
  return taken;
}

function bindSource({ name, alias }: Source, context: Context): BoundSource {
  return { alias: (alias ?? name.at(-1) ?? '').toLowerCase(), table: findTable(context, name, 'SELECT') };
}

function expand(item: SelectItem, sources: readonly BoundSource[]): Output[] {
  if (!('star' in item))
    return [
      {
        expression: item.expression,
        name: item.alias ?? (item.expression.kind === 'column' ? item.expression.name : ''),
      },
    ];
  const wanted = sources.filter((source) => item.table === null || source.alias === item.table.toLowerCase());
  if (wanted.length === 0)
    throw new SqlError(
      107,
      `The column prefix '${item.table ?? '*'}' does not match with a table name or alias name used in the query.`,
      15,
    );
  return wanted.flatMap((source) =>
    source.table.columns.map((column) => ({
      expression: { kind: 'column', table: source.alias, name: column.name },
      name: column.name,
    })),
  );
}

/** ORDER BY takes an ordinal or an alias of the select list too. */
function orderExpression(expression: Expression, outputs: readonly Output[]): Expression {
  if (expression.kind === 'literal' && typeof expression.value === 'number')
    return outputs[expression.value - 1]?.expression ?? expression;
  if (expression.kind !== 'column' || expression.table !== null) return expression;
  return (
    outputs.find((output) => output.name.toLowerCase() === expression.name.toLowerCase())?.expression ?? expression
  );
}

/** One scope a group, seen through its first row; without GROUP BY all rows are one group, even when there are none. */
function groupRows(select: Select, scopes: readonly Scope[], evaluator: Evaluator): Scope[] {
  const groups = new Map<string, Scope[]>();
  if (select.groupBy.length === 0) groups.set('', [...scopes]);
  else {
    for (const scope of scopes) {
      const key = select.groupBy.map((expression) => keyOf(evaluate(expression, scope, evaluator))).join('\u0000');
      groups.set(key, [...(groups.get(key) ?? []), scope]);
    }
  }
  const grouped = [...groups.values()].map((group): Scope => ({
    rows: group[0]?.rows ?? new Map<string, Row>(),
    group,
  }));
  const { having } = select;
  return having ? grouped.filter((scope) => truth(evaluate(having, scope, evaluator)) === true) : grouped;
}

function sortRows(
  orderBy: readonly { expression: Expression; isDescending: boolean }[],
  scopes: readonly Scope[],
  evaluator: Evaluator,
): Scope[] {
  const keyed = scopes.map((scope) => ({
    scope,
    keys: orderBy.map(({ expression }) => evaluate(expression, scope, evaluator)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { isDescending }] of orderBy.entries()) {
      const order = compareWithNulls(a.keys[index] ?? null, b.keys[index] ?? null);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ scope }) => scope);
}

/** NULL sorts before everything. */
function compareWithNulls(a: SqlValue, b: SqlValue): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return compareValues(a, b) ?? 0;
}

/** Columns without a name, or with one that was there before, still need a place of their own in a row. */
function uniqueNames(outputs: readonly Output[]): string[] {
  const seen = new Set<string>();
  return outputs.map(({ name }, index) => {
    const unique = seen.has(name) ? `${name}\u0000${index}` : name;
    seen.add(unique);
    return unique;
  });
}

function resultColumn(
  name: string,
  output: Output,
  sources: readonly BoundSource[],
  binding: ReadonlyMap<Expression, Bound>,
): Column {
  const { type, length } = typeOf(output.expression, sources, binding);
  return { name, type, nullable: true, ...(length === undefined ? {} : { length }) };
}

const toRow = (names: readonly string[], values: readonly SqlValue[]): Row =>
  Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
