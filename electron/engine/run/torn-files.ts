import { readdir } from 'node:fs/promises';
import { ProblemError } from '../../../shared/result';
import { journalProblem } from './journal-problem';

/** The names of the files that keep torn last lines of a run's record (see journal.ts), oldest first. Throws ProblemError 'journal/...'. */
export async function tornFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new ProblemError(journalProblem(error));
  });
  const numberOf = (name: string) => Number(/^journal\.torn-(\d+)$/.exec(name)?.[1] ?? NaN);
  return names.filter((name) => !Number.isNaN(numberOf(name))).sort((one, other) => numberOf(one) - numberOf(other));
}
