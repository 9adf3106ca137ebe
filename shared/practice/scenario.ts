import type { RunState } from '../run/state';

/** A practice case for a person to read; what its servers do is the lab's, under the same id. */
export type PracticeScenario = {
  id: string;
  title: string;
  /** What it is about, in one sentence, for whoever chooses. */
  sentence: string;
  brief: {
    /** What has happened so far. */
    situation: string;
    /** What to find out, as questions. */
    findOut: readonly string[];
  };
  /** What was learnt: two to four sentences on what the user did in this run or missed, the last on the right outcome. */
  lesson(state: RunState): string[];
};
