import type { RunState } from '../../run/state';

/** What was learnt: two to four sentences on what the user did in this run or missed, the last on the right outcome. */
export type Lesson = (state: RunState) => string[];
