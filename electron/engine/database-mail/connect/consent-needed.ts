import type { Consent } from '../../../../shared/database-mail/sql-session';
import { ProblemError, type Problem } from '../../../../shared/result';

/** No session to SQL Server, unless the user agrees to something. */
export class ConsentNeeded extends ProblemError {
  readonly consent: Consent;

  constructor(problem: Problem, consent: Consent) {
    super(problem);
    this.name = 'ConsentNeeded';
    this.consent = consent;
  }
}
