import { ProblemError } from '../../shared/result';
import type { Session } from './session';
import type { EngineOptions } from './types';

/** What the handlers share: the folder of the runs, and the one open session. */
export type Desk = {
  readonly options: EngineOptions;
  readonly runsFolder: string;
  session: Session | null;
};

/** The open session; throws ProblemError when there is none. */
export function openSessionOf(desk: Desk): Session {
  if (desk.session) return desk.session;
  throw new ProblemError({
    code: 'run/none-open',
    title: 'No run is open.',
    detail: 'This needs an open run.',
    hint: 'Go back to Start and open one.',
  });
}
