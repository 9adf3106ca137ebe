import { damageOf } from '../../run/known-in-part';
import type { RunState } from '../../run/state';
import { findPracticeScenario, type PracticeScenarioId } from '../scenarios';
import { articleLesson } from './article';
import { percentageLesson } from './percentage';
import { wrongConnectorLesson } from './wrong-connector';
import { lostLoginLesson } from './lost-login';
import { severalHubsLesson } from './several-hubs';
import { exchange2016Lesson } from './exchange-2016';
import { serviceNotAvailableLesson } from './service-not-available';
import type { Lesson } from './lesson';

const lessons: Readonly<Record<PracticeScenarioId, Lesson>> = {
  article: articleLesson,
  percentage: percentageLesson,
  'wrong-connector': wrongConnectorLesson,
  'lost-login': lostLoginLesson,
  'several-hubs': severalHubsLesson,
  'exchange-2016': exchange2016Lesson,
  'service-not-available': serviceNotAvailableLesson,
};

/**
 * What was learnt in this practice run, in sentences; empty on the user's own servers, for a case that this version does not describe, and
 * where what was done in it is known in part only.
 */
export function lessonOf(state: RunState): string[] {
  const scenario = state.mode === 'practice' && !damageOf(state.readOnly) ? findPracticeScenario(state.scenario) : null;
  return scenario ? lessons[scenario.id](state) : [];
}
