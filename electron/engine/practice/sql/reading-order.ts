import { aggregates } from './aggregates';
import { partsOf, type BoundSource } from './bind';
import type { Evaluator } from './evaluate';
import type { Expression } from './syntax';

/** How the rows are best read. */
export type ReadingOrder = {
  isDescending: boolean;
  /** The rows come in the order that is asked for: there is nothing to sort. */
  isSorted: boolean;
  /** The first row that matches is all that is needed. */
  isFirstEnough: boolean;
};

const asTheyCome: ReadingOrder = { isDescending: false, isSorted: false, isFirstEnough: false };

/** ORDER BY the first source's primary key, and MAX or MIN of it alone, need no look at all rows. */
export function readingOrder(
  query: {
    sources: readonly BoundSource[];
    outputs: readonly Expression[];
    orderBy: readonly { expression: Expression; isDescending: boolean }[];
    isGrouped: boolean;
    /** There is a GROUP BY or HAVING. */
    hasGroups: boolean;
  },
  { binding }: Pick<Evaluator, 'binding'>,
): ReadingOrder {
  const [source, ...others] = query.sources;
  if (!source) return asTheyCome;
  const isKey = (expression: Expression | undefined) => {
    const bound = expression && binding.get(expression);
    return (
      bound !== undefined &&
      'column' in bound &&
      bound.source === source.alias &&
      bound.column === source.table.key?.column
    );
  };
  if (query.isGrouped) {
    const calls = query.outputs.flatMap(aggregateCalls);
    const [name] = calls.map((call) => call.name);
    const isExtreme = name === 'MAX' || name === 'MIN';
    const areSame = calls.every((call) => call.name === name && isKey(call.args[0]));
    return isExtreme && areSame && !query.hasGroups && others.length === 0
      ? { isDescending: name === 'MAX', isSorted: false, isFirstEnough: true }
      : asTheyCome;
  }
  const [order, second] = query.orderBy;
  if (!order || second || !isKey(order.expression)) return asTheyCome;
  return { isDescending: order.isDescending, isSorted: true, isFirstEnough: false };
}

type Call = Extract<Expression, { kind: 'call' }>;

function aggregateCalls(expression: Expression): Call[] {
  if (expression.kind === 'call' && aggregates[expression.name]) return [expression];
  return partsOf(expression).flatMap(aggregateCalls);
}
