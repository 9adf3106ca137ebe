import type { BoundSource } from './bind';
import type { Row } from './catalogue';
import { evaluate, truth, type Evaluator, type Scope } from './evaluate';
import { conjuncts, keyRange } from './key-range';
import type { Expression, Select } from './syntax';

export const emptyScope: Scope = { rows: new Map(), group: null };

const holds = (condition: Expression | null, scope: Scope, evaluator: Evaluator) =>
  !condition || truth(evaluate(condition, scope, evaluator)) === true;

const withRow = (scope: Scope, alias: string, row: Row | null): Scope => ({
  rows: new Map<string, Row | null>(scope.rows).set(alias, row),
  group: null,
});

/**
 * The joined rows that WHERE leaves, one after the other and no sooner than asked for. A source is read by its primary key where
 * the conditions name it, the first one in the order of its key.
 */
export function* scanRows(
  select: Pick<Select, 'joins' | 'where'>,
  sources: readonly BoundSource[],
  evaluator: Evaluator,
  isDescending: boolean,
): Generator<Scope> {
  const [first, ...others] = sources;
  if (!first) {
    if (holds(select.where, emptyScope, evaluator)) yield emptyScope;
    return;
  }
  const where = conjuncts(select.where);
  let scopes: Iterable<Scope> = read(first, where, emptyScope, evaluator, isDescending);
  for (const [index, source] of others.entries()) {
    const join = select.joins[index];
    if (join) scopes = joined(scopes, source, join, where, evaluator);
  }
  for (const scope of scopes) if (holds(select.where, scope, evaluator)) yield scope;
}

function* read(
  source: BoundSource,
  conditions: readonly Expression[],
  scope: Scope,
  evaluator: Evaluator,
  isDescending: boolean,
): Generator<Scope> {
  const { session } = evaluator.context;
  const { key } = source.table;
  const range = keyRange(source, conditions, scope, evaluator);
  const all = { low: 1, high: Infinity };
  const rows =
    key && (range || isDescending) ? key.rows(session, range ?? all, isDescending) : source.table.rows(session);
  for (const row of rows) yield withRow(scope, source.alias, row);
}

function* joined(
  scopes: Iterable<Scope>,
  source: BoundSource,
  join: Select['joins'][number],
  where: readonly Expression[],
  evaluator: Evaluator,
): Generator<Scope> {
  // What WHERE says of the outer side of a LEFT JOIN holds only after the join.
  const conditions = join.type === 'inner' ? [...conjuncts(join.on), ...where] : conjuncts(join.on);
  let everything: Row[] | null = null;
  for (const scope of scopes) {
    const isKeyed = keyRange(source, conditions, scope, evaluator) !== null;
    const candidates = isKeyed
      ? read(source, conditions, scope, evaluator, false)
      : (everything ??= [...source.table.rows(evaluator.context.session)]).map((row) =>
          withRow(scope, source.alias, row),
        );
    let isJoined = false;
    for (const candidate of candidates) {
      if (!holds(join.on, candidate, evaluator)) continue;
      isJoined = true;
      yield candidate;
    }
    if (!isJoined && join.type === 'left') yield withRow(scope, source.alias, null);
  }
}
