import { ProblemError } from '../result';
import { isPracticeCase } from './scenarios';

/** Whether this version has the servers of a run: the user's own, or those of a case that it can play. */
export const canBePlayed = ({ mode, scenario }: { mode: string; scenario: string }): boolean =>
  mode !== 'practice' || isPracticeCase(scenario);

/** A case that this version's practice servers cannot play: of another version, or misspelt. */
export const unknownPracticeScenario = (scenario: string) =>
  new ProblemError({
    code: 'practice/unknown-scenario',
    title: 'This RelayTune does not have that practice case.',
    detail: `It is called "${scenario}".`,
    hint: 'Start a practice run of another case. A run of this one can be read here, and be continued in the RelayTune that began it.',
  });
