import { ProblemError, type Problem } from '../../shared/result';

/** The problem a call fails with; fails the test when it succeeds or fails with anything else. */
export async function problemOf(act: () => unknown): Promise<Problem> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('It was expected to fail, and did not.');
}
