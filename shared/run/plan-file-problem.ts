import { ProblemError } from '../result';

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
