import type { LadderResult } from './measurement';

export type LadderComparison = {
  /** Why they are not comparable; null where they are. */
  notComparable: string | null;
  /** "sessions of one source 20 -> 100". */
  fact: string;
};

/** The sessions one source could hold, before and after: of the same source, server and connector, by the same kind of climb. */
export function compareLadders(before: LadderResult, after: LadderResult): LadderComparison {
  const fact = `sessions of one source ${measuredLimit(before)} -> ${measuredLimit(after)}`;
  if (before.stopped || after.stopped)
    return {
      notComparable: `The ladder ${before.stopped ? 'before' : 'after'} the changes was stopped, so its number is not the limit.`,
      fact,
    };
  const compared: [string, string | number, string | number][] = [
    ['source address', before.sourceAddress, after.sourceAddress],
    ['server', `${before.host}:${before.port}`, `${after.host}:${after.port}`],
    ['receive connector', before.connectorIdentity, after.connectorIdentity],
  ];
  const different = compared.find(([, one, other]) => one !== other);
  return {
    notComparable: different
      ? `The two ladders differ in the ${different[0]}: ${different[1]} before, ${different[2]} after.`
      : null,
    fact,
  };
}

/** `20`, or `at least 105` where nothing refused. */
export const measuredLimit = (ladder: LadderResult) =>
  ladder.limit === null ? `at least ${ladder.opened}` : String(ladder.limit);
