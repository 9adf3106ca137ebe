import type { Report } from '../../../shared/report/report';
import { ProblemError } from '../../../shared/result';
import { makeRunbook, type RunbookOrder } from '../../../shared/run/runbook';
import { runbookPs1 } from '../../../shared/run/runbook-ps1';
import { runbookSql } from '../../../shared/run/runbook-sql';
import { inComment } from '../../../shared/run/runbook-words';
import type { RunState } from '../../../shared/run/state';
import { timeoutTextLike } from '../database-mail/plan-timeout';

const commentSign = { ps1: '#', sql: '--' };
const scripts = { ps1: runbookPs1, sql: runbookSql };
export type RunbookLanguage = keyof typeof scripts;

/** A script that runs without RelayTune. Throws ProblemError 'runbook/nothing' where it has nothing on that side. */
export const runbookText = (language: RunbookLanguage, order: Omit<RunbookOrder, 'timeoutText'>): string =>
  scripts[language](makeRunbook({ ...order, timeoutText: timeoutTextLike }));

/** What takes back all that still stands, or may; of a script that cannot be written the reason, as a comment in its place. */
export function undoScripts(state: RunState, writtenAt: Date): Report['undo'] {
  const script = (language: RunbookLanguage) => {
    try {
      return runbookText(language, { state, plan: null, what: 'undo', writtenAt });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'runbook/nothing') return null;
      return `${commentSign[language]} This script could not be written: ${inComment(whyNot(error))}\r\n`;
    }
  };
  return { ps1: script('ps1'), sql: script('sql') };
}

/** Throws what is neither a problem nor a value that no script can hold. */
function whyNot(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  if (!(error instanceof ProblemError)) throw error;
  const { title, detail, hint } = error.problem;
  return `${title} ${detail} ${hint}`;
}
