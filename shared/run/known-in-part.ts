import type { Problem } from '../result';

const codes: ReadonlySet<string> = new Set(['journal/damaged', 'journal/newer-format']);

/**
 * Why a run is known in part only: its record was read up to a damage, or as far as a newer version's is understood. Null where it was
 * read whole.
 * @param problem RunState.readOnly, or RunSummary.problem
 */
export const damageOf = (problem: Problem | null): Problem | null =>
  problem && codes.has(problem.code) ? problem : null;

/** What is to be known before anything that was made of such a record. */
export const missingText = ({ title, detail }: Problem): string =>
  `${title} ${detail} What could not be read is missing here, and changes may be among it.`;

/** A sentence that says that there is none, which of a run that is known in part nobody knows. */
export const noneOf = (damage: Problem | null, what: string, sentence: string): string =>
  damage === null
    ? sentence
    : `${what} is in the part of the record that could be read; there may be some in the rest.`;
