import { randomBytes } from 'node:crypto';
import { ProblemError, toProblem } from '../../../shared/result';
import type { RunEvent } from '../../../shared/run/event';
import type { Measurement } from '../../../shared/run/measurement';
import type { RunState } from '../../../shared/run/state';
import { settingsChanged } from '../../../shared/run/summary-of-changes';
import { InterruptedBurst } from '../database-mail/interrupted-burst';
import type { Session } from '../session';

export type Beginning = Omit<Extract<RunEvent, { type: 'measurement-started' }>, 'type' | 'id'>;

/**
 * A test journals its start and its summary; single sessions and mails are no events.
 * @throws ProblemError 'measure/too-late' for a test "before" once the run has changed settings
 */
export async function recorded(
  session: Session,
  beginning: Beginning,
  measure: (id: string) => Promise<Measurement>,
): Promise<RunState> {
  if (beginning.phase === 'before' && settingsChanged(session.run.state())) throw tooLate();
  const id = randomBytes(4).toString('hex');
  await session.run.record({ type: 'measurement-started', id, ...beginning });
  try {
    return await session.run.record({ type: 'measurement-finished', result: await measure(id) });
  } catch (error) {
    const queued =
      error instanceof InterruptedBurst ? { testMails: error.testMails, mayHaveMore: error.mayHaveMore } : {};
    await session.run.record({ type: 'measurement-failed', id, problem: toProblem(error), ...queued });
    throw error;
  }
}

function tooLate(): ProblemError {
  return new ProblemError({
    code: 'measure/too-late',
    title: 'It is too late to measure how it was before.',
    detail: 'This run has changed settings since.',
    hint: 'Measure on page 6; for a new comparison, start a new run.',
  });
}
