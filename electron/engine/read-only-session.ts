import { ProblemError, type Problem } from '../../shared/result';
import type { Run } from './run/run-folder';
import type { Session } from './session';

/** A run that is only looked at: no server is opened, and whatever needs one is refused with the reason. */
export function readOnlySession(run: Run, why: Problem): Session {
  const refuse = () => {
    throw new ProblemError(why);
  };
  return {
    run,
    get site() {
      return refuse();
    },
    get plans() {
      return refuse();
    },
    signIn: () => Promise.reject(new ProblemError(why)),
    sql: () => Promise.reject(new ProblemError(why)),
    sqlWriter: () => Promise.reject(new ProblemError(why)),
    isInherited: () => true,
    close: () => run.close(),
  };
}
