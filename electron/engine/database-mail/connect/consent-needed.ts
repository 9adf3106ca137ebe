import type { Certificate, Consent } from '../../../../shared/database-mail/sql-session';
import { ProblemError, type Problem } from '../../../../shared/result';
import type { ConnectFailure } from './connect-problem';

/** No session to SQL Server, unless the user agrees to something. */
export class ConsentNeeded extends ProblemError {
  readonly consent: Consent;

  constructor(problem: Problem, consent: Consent) {
    super(problem);
    this.name = 'ConsentNeeded';
    this.consent = consent;
  }
}

/**
 * What to throw for a failure.
 * @param certificate what the server showed; null where that is not known, so that nobody can be asked to accept it
 */
export function refusalOf({ problem, ask }: ConnectFailure, certificate: Certificate | null): ProblemError {
  if (ask !== 'certificate')
    return ask === null ? new ProblemError(problem) : new ConsentNeeded(problem, { kind: ask });
  return certificate ? new ConsentNeeded(problem, { kind: ask, certificate }) : new ProblemError(problem);
}
