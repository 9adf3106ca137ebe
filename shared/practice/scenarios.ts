import { articleCase } from './article';
import { exchange2016 } from './exchange-2016';
import { lostLogin } from './lost-login';
import { percentageTrap } from './percentage';
import type { PracticeScenario } from './scenario';
import { serviceNotAvailable } from './service-not-available';
import { severalHubs } from './several-hubs';
import { wrongConnector } from './wrong-connector';

/** The cases that Start offers, the usual one first. */
export const practiceScenarios: readonly [PracticeScenario, ...PracticeScenario[]] = [
  articleCase,
  percentageTrap,
  wrongConnector,
  lostLogin,
  severalHubs,
  exchange2016,
  serviceNotAvailable,
];

/** Null for one that this version does not describe, as an old run may have. */
export const findPracticeScenario = (id: string): PracticeScenario | null =>
  practiceScenarios.find((scenario) => scenario.id === id) ?? null;

/** What a run on these practice servers is called. */
export const practiceTitle = (id: string): string => findPracticeScenario(id)?.title ?? id;
