import { aggregates } from './aggregates';
import { SqlError, type Column, type ResultSet, type Table } from './catalogue';
import type { Context } from './context';
import type { Bound } from './evaluate';
import { scalars, serverVariable } from './functions';
import type { Expression, Select, TypeName } from './syntax';

/** A table in a FROM clause, by its alias. */
export type BoundSource = { alias: string; table: Table };

/** The parts of an expression that are expressions themselves. */
export function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'column':
    case 'subquery':
      return [];
    case 'negate':
    case 'not':
    case 'isNull':
    case 'cast':
      return [expression.operand];
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'like':
      return [expression.operand, expression.pattern, ...(expression.escape ? [expression.escape] : [])];
    case 'in':
      return [expression.operand, ...expression.list];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'case':
      return [
        ...(expression.operand ? [expression.operand] : []),
        ...expression.whens.flatMap(({ when, then }) => [when, then]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'call':
      return expression.args;
  }
}

/** What names may mean, and what runs a subquery: a SELECT binds its own names first, so it is handed in. */
type BindingScope = {
  sources: readonly BoundSource[];
  context: Context;
  runSelect: (select: Select, context: Context) => ResultSet;
};

/** Names resolve before a row is read: 207 unknown column, 209 ambiguous, 4104 unknown alias, 195 unknown function, 137 undeclared. */
export function bindExpression(expression: Expression, scope: BindingScope, into: Map<Expression, Bound>): void {
  const { sources, context, runSelect } = scope;
  if (expression.kind === 'column') into.set(expression, bindColumn(expression, sources));
  if (expression.kind === 'subquery') into.set(expression, scalarOf(runSelect(expression.select, context)));
  if (expression.kind === 'call' && !aggregates[expression.name] && !scalars[expression.name]) {
    throw new SqlError(195, `'${expression.name}' is not a recognized built-in function name.`, 15);
  }
  if (expression.kind === 'variable') {
    if (expression.name.startsWith('@@')) serverVariable(expression.name, context);
    else if (!context.variables.has(expression.name.toLowerCase()))
      throw new SqlError(137, `Must declare the scalar variable "${expression.name}".`, 15);
  }
  for (const part of partsOf(expression)) bindExpression(part, scope, into);
}

function bindColumn(expression: Extract<Expression, { kind: 'column' }>, sources: readonly BoundSource[]): Bound {
  const { table, name } = expression;
  const candidates = table === null ? sources : sources.filter((source) => source.alias === table.toLowerCase());
  if (table !== null && candidates.length === 0)
    throw new SqlError(4104, `The multi-part identifier "${table}.${name}" could not be bound.`);
  const found = candidates.flatMap((source) => {
    const column = findColumn(source.table.columns, name);
    return column ? [{ source: source.alias, column: column.name }] : [];
  });
  const [only, second] = found;
  if (!only) throw new SqlError(207, `Invalid column name '${name}'.`);
  if (second) throw new SqlError(209, `Ambiguous column name '${name}'.`);
  return only;
}

/** A subquery's one value; NULL without a row. */
function scalarOf({ columns, rows }: ResultSet): Bound {
  const [column, ...more] = columns;
  if (!column || more.length > 0)
    throw new SqlError(
      116,
      'Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.',
    );
  if (rows.length > 1)
    throw new SqlError(
      512,
      'Subquery returned more than 1 value. This is not permitted when the subquery follows =, !=, <, <= , >, >= or when the subquery is used as an expression.',
    );
  return { value: rows[0]?.[column.name] ?? null, type: column };
}

export const findColumn = (columns: readonly Column[], name: string) =>
  columns.find((column) => column.name.toLowerCase() === name.toLowerCase());

/** Whether an expression holds an aggregate. */
export function hasAggregate(expression: Expression): boolean {
  return (
    (expression.kind === 'call' && aggregates[expression.name] !== undefined) || partsOf(expression).some(hasAggregate)
  );
}

/** The type of an expression's result column. */
export function typeOf(
  expression: Expression,
  sources: readonly BoundSource[],
  binding: ReadonlyMap<Expression, Bound>,
): TypeName {
  const longText: TypeName = { type: 'nvarchar', length: 'max' };
  const inner = (part: Expression | undefined) => (part ? typeOf(part, sources, binding) : longText);
  switch (expression.kind) {
    case 'literal':
      if (typeof expression.value === 'number') return { type: Number.isInteger(expression.value) ? 'int' : 'float' };
      return expression.value === null ? { type: 'int' } : longText;
    case 'column': {
      const bound = binding.get(expression);
      if (!bound || 'value' in bound) return longText;
      const source = sources.find((candidate) => candidate.alias === bound.source);
      return (source && findColumn(source.table.columns, bound.column)) ?? longText;
    }
    case 'subquery': {
      const bound = binding.get(expression);
      return bound && 'value' in bound ? bound.type : longText;
    }
    case 'cast':
      return expression.to;
    case 'case':
      return inner(
        [...expression.whens.map(({ then }) => then), expression.otherwise].find(
          (part) => part !== null && !(part.kind === 'literal' && part.value === null),
        ) ?? undefined,
      );
    case 'arithmetic':
      return inner(expression.left);
    case 'negate':
      return inner(expression.operand);
    case 'call': {
      const aggregate = aggregates[expression.name];
      if (aggregate) return aggregate.type === 'int' ? { type: 'int' } : inner(expression.args[0]);
      if (['ISNULL', 'COALESCE', 'NULLIF'].includes(expression.name)) return inner(expression.args[0]);
      return scalarType(expression.name) ?? longText;
    }
    case 'variable':
      return ['@@SPID', '@@ERROR', '@@ROWCOUNT'].includes(expression.name.toUpperCase()) ? { type: 'int' } : longText;
    default:
      return { type: 'bit' };
  }
}

function scalarType(name: string): TypeName | null {
  const scalar = scalars[name];
  if (!scalar) return null;
  return scalar.length === undefined ? { type: scalar.type } : { type: scalar.type, length: scalar.length };
}
