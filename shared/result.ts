import { z } from 'zod';

/** What the user is told when something cannot be done: what, why, and what to do next. Never holds a secret. */
export const problemSchema = z.strictObject({
  /** Stable, for tests and support: 'connect/unreachable', 'plan/stale', ... */
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  hint: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Every answer that crosses a border; nothing is ever thrown across one. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Problem };

/** Thrown inside one side only, and turned into a Result at its border. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title} ${problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Turns anything thrown into a Problem; what is not ours becomes code 'unexpected' with its message as detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      code: 'stopped',
      title: 'Stopped.',
      detail: 'You stopped this.',
      hint: 'Start it again whenever you like.',
    };
  }
  return {
    code: 'unexpected',
    title: 'Something went wrong that RelayTune did not expect.',
    detail: error instanceof Error ? error.message : String(error),
    hint: 'Try again. If it happens again, send this text to the maintainers.',
  };
}
