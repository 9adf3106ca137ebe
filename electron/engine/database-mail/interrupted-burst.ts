import { subjectStart, toRanges, type TestMails } from '../../../shared/database-mail/test-mails';
import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { Queued } from './queue-mails';

/** A burst that ended in an error after mails were queued: what they are must not be lost with it. */
export class InterruptedBurst extends ProblemError {
  readonly testMails: TestMails;
  /** Calls without an answer may have queued some more. */
  readonly mayHaveMore: boolean;

  constructor(cause: unknown, { numbers, unanswered }: Queued, marker: string) {
    super(interrupted(toProblem(cause), numbers.size, unanswered, marker));
    this.mayHaveMore = unanswered > 0;
    this.testMails = { marker, mailIds: toRanges([...numbers.keys()]) };
  }
}

function interrupted(cause: Problem, queued: number, unanswered: number, marker: string): Problem {
  const more = unanswered === 0 ? '' : ` Up to ${unanswered} more may have been queued before the answer was lost.`;
  return {
    code: 'burst/interrupted',
    title: `The test was cut off after ${queued} mails were queued: Database Mail will still send them.`,
    detail: `${cause.title} ${cause.detail}${more}`,
    hint: `${cause.hint} The subject of every test mail begins with “${subjectStart(marker).trim()}”.`,
  };
}
