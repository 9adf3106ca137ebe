import { partsOf, type BoundSource } from './bind';
import type { KeyRange } from './catalogue';
import { evaluate, type Evaluator, type Scope } from './evaluate';
import type { Expression } from './syntax';
import { toNumber } from './values';

/** What is asked for: an open or closed stretch of whole numbers, cut down to single ones where they are named. */
type Wanted = { low: number; high: number; ids: number[] | null };

/** The conditions that must all hold. */
export function conjuncts(condition: Expression | null): Expression[] {
  if (!condition) return [];
  return condition.kind === 'and' ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];
}

/**
 * The primary keys that these conditions leave of a source; null where they say nothing of its key. `scope` holds the rows that
 * are read already: a join looks its key up with them.
 */
export function keyRange(
  source: BoundSource,
  conditions: readonly Expression[],
  scope: Scope,
  evaluator: Evaluator,
): KeyRange | null {
  const { key } = source.table;
  if (!key) return null;
  const isKey = (part: Expression) => {
    const bound = evaluator.binding.get(part);
    return bound !== undefined && 'column' in bound && bound.source === source.alias && bound.column === key.column;
  };
  const isKnown = (part: Expression): boolean => {
    const bound = evaluator.binding.get(part);
    return bound && 'column' in bound ? scope.rows.has(bound.source) : partsOf(part).every(isKnown);
  };
  const numberOf = (part: Expression) => toNumber(evaluate(part, scope, evaluator));

  const wanted: Wanted = { low: 1, high: Infinity, ids: null };
  let isNarrowed = false;
  for (const condition of conditions) {
    const found = limits(condition, isKey, isKnown);
    if (!found) continue;
    isNarrowed = true;
    for (const { operator, values } of found) narrow(wanted, operator, values.map(numberOf));
  }
  if (!isNarrowed) return null;
  const { low, high, ids } = wanted;
  return ids ? { ids: ids.filter((id) => id >= low && id <= high) } : { low, high };
}

type Operator = '=' | '<' | '<=' | '>' | '>=';
type Limit = { operator: Operator; values: readonly Expression[] };
type Test = (part: Expression) => boolean;

const mirrored: Readonly<Record<Operator, Operator>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** What one condition says of the key; null where it says nothing that can be looked up. */
function limits(condition: Expression, isKey: Test, isKnown: Test): Limit[] | null {
  if (condition.kind === 'in' && isKey(condition.operand) && condition.list.every(isKnown))
    return [{ operator: '=', values: condition.list }];
  if (condition.kind === 'between' && isKey(condition.operand) && isKnown(condition.low) && isKnown(condition.high))
    return [
      { operator: '>=', values: [condition.low] },
      { operator: '<=', values: [condition.high] },
    ];
  if (condition.kind !== 'compare' || condition.operator === '<>') return null;
  const { left, right, operator } = condition;
  if (isKey(left) && isKnown(right)) return [{ operator, values: [right] }];
  if (isKey(right) && isKnown(left)) return [{ operator: mirrored[operator], values: [left] }];
  return null;
}

/** A NULL matches nothing. */
function narrow(wanted: Wanted, operator: Operator, values: readonly (number | null)[]): void {
  const known = values.filter((value) => value !== null);
  const [first] = known;
  if (operator === '=') {
    const whole = [...new Set(known)].filter((value) => Number.isInteger(value)).sort((a, b) => a - b);
    const before = wanted.ids;
    wanted.ids = before ? whole.filter((id) => before.includes(id)) : whole;
  } else if (first === undefined) wanted.ids = [];
  else if (operator === '>') wanted.low = Math.max(wanted.low, Math.floor(first) + 1);
  else if (operator === '>=') wanted.low = Math.max(wanted.low, Math.ceil(first));
  else if (operator === '<') wanted.high = Math.min(wanted.high, Math.ceil(first) - 1);
  else wanted.high = Math.min(wanted.high, Math.floor(first));
}
