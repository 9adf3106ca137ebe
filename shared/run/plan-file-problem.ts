import { ProblemError } from '../result';
import type { PlanFile } from './plan-file';

const problem = (code: string, title: string, detail: string, hint: string) =>
  new ProblemError({ code: `plan-file/${code}`, title, detail, hint });

/** Not what RelayTune saves. */
export const notAPlan = (detail: string) =>
  problem(
    'not-a-plan',
    'This is not a plan file of RelayTune.',
    detail,
    'Choose the file that your colleague saved: relaytune-plan-RUN.json.',
  );

export const newerVersion = (version: number) =>
  problem(
    'newer-version',
    'A newer RelayTune saved this plan file.',
    `It has format ${version}; this RelayTune reads format 1.`,
    'Install the newer RelayTune here, or plan again with this one.',
  );

/** `what` names the part that does not fit. */
export const tampered = (what: string) =>
  problem(
    'tampered',
    'This plan file is not as it was saved. Nothing was opened.',
    what,
    'Ask your colleague for the file again, and compare the fingerprint.',
  );

export const tooOld = (detail: string) =>
  problem(
    'too-old',
    'This plan file is too old.',
    detail,
    'Ask your colleague to plan again from what is there now, and to save a new file.',
  );

export const fromTheFuture = (savedAt: string, now: string) =>
  problem(
    'too-old',
    'This plan file is from the future: the clocks of the two computers differ.',
    `It says ${savedAt}; here it is ${now}.`,
    'Set both clocks right (Windows: w32tm /resync) and save the plan file again.',
  );

/** The run carries out a plan file, and nothing else. */
export const locked = (detail: string) =>
  problem(
    'locked',
    'This run carries out a plan file, and nothing else.',
    detail,
    'Check and review what the file holds, or start a run without it.',
  );

type Servers = Pick<PlanFile, 'exchangeServer' | 'sqlServer'>;

/** Other servers were entered than the file names. */
export const otherServers = (file: Servers, entered: Servers) =>
  problem(
    'other-servers',
    'The plan file is for other servers.',
    `It was planned for ${file.exchangeServer} and ${file.sqlServer}; you entered ${entered.exchangeServer} and ${entered.sqlServer}.`,
    'Enter the names that the file has, or ask for a plan file of these servers.',
  );

/** `differences` says field by field what is there now and what was there when it was planned. */
export const drifted = (names: readonly string[], differences: readonly string[], savedBy: string) =>
  problem(
    'drifted',
    `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not as when this was planned. Nothing was written.`,
    `${differences.join('. ')}.`,
    `Show this to ${savedBy || 'whoever planned it'}: it has to be planned again from what is there now.`,
  );

export const noSuchPlan = () =>
  problem(
    'none',
    'There is no such plan.',
    'This run has no plan file, or its plan file does not hold it.',
    'Go back to the step and press “Check and review this change” again.',
  );

export const unknownScenario = (scenario: string) =>
  problem(
    'newer-version',
    'This RelayTune does not have the practice servers of this plan file.',
    `They are called "${scenario}".`,
    'Install the RelayTune that saved it, or plan again with this one.',
  );

/** What is to be saved would not be opened. */
export const cannotBeKept = (detail: string) =>
  problem(
    'cannot-be-kept',
    'This plan cannot be saved in a plan file.',
    detail,
    'Plan it again and save that, or carry it out here.',
  );
