import { SqlError, type Row, type SqlValue } from './catalogue';
import type { Context } from './context';
import { aggregates } from './aggregates';
import { scalars, serverVariable } from './functions';
import type { Expression, TypeName } from './syntax';
import { castValue, compareValues, isLike, keyOf, toNumber, toText } from './values';

/** The row an expression sees: one row a source, by alias in lower case; and the rows of its group, for aggregates. */
export type Scope = { rows: ReadonlyMap<string, Row | null>; group: readonly Scope[] | null };

/** Which source and column a name means, or what a subquery came to; bound before anything runs. */
export type Bound = { source: string; column: string } | { value: SqlValue; type: TypeName };
type Binding = ReadonlyMap<Expression, Bound>;

export type Evaluator = { context: Context; binding: Binding };

/** A value, or NULL; conditions are true, false or NULL. */
export function evaluate(expression: Expression, scope: Scope, evaluator: Evaluator): SqlValue {
  const value = (part: Expression) => evaluate(part, scope, evaluator);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return variableValue(expression.name, evaluator.context);
    case 'column': {
      const bound = evaluator.binding.get(expression);
      return (bound && 'column' in bound ? scope.rows.get(bound.source)?.[bound.column] : null) ?? null;
    }
    case 'subquery': {
      const bound = evaluator.binding.get(expression);
      return bound && 'value' in bound ? bound.value : null;
    }
    case 'negate':
      return negate(toNumber(value(expression.operand)));
    case 'not':
      return not(truth(value(expression.operand)));
    case 'arithmetic':
      return arithmetic(expression.operator, value(expression.left), value(expression.right));
    case 'compare':
      return compare(expression.operator, compareValues(value(expression.left), value(expression.right)));
    case 'and':
      return and(truth(value(expression.left)), () => truth(value(expression.right)));
    case 'or':
      return not(and(not(truth(value(expression.left))), () => not(truth(value(expression.right)))));
    case 'like': {
      const [text, pattern] = [toText(value(expression.operand)), toText(value(expression.pattern))];
      return text === null || pattern === null
        ? null
        : isLike(text, pattern, expression.escape && toText(value(expression.escape)));
    }
    case 'in':
      return isIn(value(expression.operand), expression, value, evaluator.context);
    case 'between': {
      const operand = value(expression.operand);
      const isAbove = compare('>=', compareValues(operand, value(expression.low)));
      return and(isAbove, () => compare('<=', compareValues(operand, value(expression.high))));
    }
    case 'isNull':
      return value(expression.operand) === null;
    case 'case': {
      const { operand, whens, otherwise } = expression;
      const matches = (when: Expression) =>
        operand ? compareValues(value(operand), value(when)) === 0 : truth(value(when)) === true;
      const found = whens.find(({ when }) => matches(when));
      return found ? value(found.then) : otherwise ? value(otherwise) : null;
    }
    case 'cast':
      return castValue(value(expression.operand), expression.to, expression.style);
    case 'call':
      return callValue(expression, scope, evaluator);
  }
}

function callValue(call: Extract<Expression, { kind: 'call' }>, scope: Scope, evaluator: Evaluator): SqlValue {
  const aggregate = aggregates[call.name];
  if (aggregate) {
    const [arg] = call.args;
    const values = (scope.group ?? []).map((member) => (arg ? evaluate(arg, member, evaluator) : 1));
    return aggregate.run(call.isDistinct ? distinct(values) : values);
  }
  const args = call.args.map((arg) => evaluate(arg, scope, evaluator));
  return scalars[call.name]?.run(args, evaluator.context) ?? null;
}

function distinct(values: SqlValue[]): SqlValue[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

function variableValue(name: string, context: Context): SqlValue {
  if (name.startsWith('@@')) return serverVariable(name, context);
  const value = context.variables.get(name.toLowerCase());
  if (value === undefined) throw new SqlError(137, `Must declare the scalar variable "${name}".`, 15);
  return value;
}

/** Lists of literals and variables are looked up in a set, which is made once a batch: a poll names a thousand ids. */
const constantLists = new WeakMap<Context, Map<Expression, Set<string>>>();

function isIn(
  operand: SqlValue,
  expression: Extract<Expression, { kind: 'in' }>,
  value: (part: Expression) => SqlValue,
  context: Context,
): boolean | null {
  if (operand === null) return null;
  const { list } = expression;
  if (!list.every((entry) => entry.kind === 'literal' || entry.kind === 'variable')) {
    const results = list.map((entry) => compareValues(operand, value(entry)));
    return results.includes(0) ? true : results.includes(null) ? null : false;
  }
  const sets = constantLists.get(context) ?? new Map<Expression, Set<string>>();
  constantLists.set(context, sets);
  const set = sets.get(expression) ?? new Set(list.map((entry) => keyOf(value(entry))));
  sets.set(expression, set);
  return set.has(keyOf(operand));
}

export function truth(value: SqlValue): boolean | null {
  return value === null ? null : value === true || (typeof value === 'number' && value !== 0);
}

const not = (value: boolean | null) => (value === null ? null : !value);
const negate = (value: number | null) => (value === null ? null : -value);

function and(left: boolean | null, right: () => boolean | null): boolean | null {
  if (left === false) return false;
  const other = right();
  if (other === false) return false;
  return left === null || other === null ? null : true;
}

function compare(operator: '=' | '<>' | '<' | '<=' | '>' | '>=', order: number | null): boolean | null {
  if (order === null) return null;
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: SqlValue, right: SqlValue): SqlValue {
  if (left === null || right === null) return null;
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  const [a, b] = [toNumber(left) ?? 0, toNumber(right) ?? 0];
  if ((operator === '/' || operator === '%') && b === 0) throw new SqlError(8134, 'Divide by zero error encountered.');
  const areWhole = Number.isInteger(a) && Number.isInteger(b);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return areWhole ? Math.trunc(a / b) : a / b;
    case '%':
      return a % b;
  }
}
