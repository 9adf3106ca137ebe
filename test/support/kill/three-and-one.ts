import { interruptedPlan } from '../../../shared/run/interrupted';
import type { Plan, PlanRequest } from '../../../shared/run/plan';
import type { RunState } from '../../../shared/run/state';
import { connections } from '../practice-steps';
import type { LabProgram } from './engine-on-lab';
import type { Truth } from './lab-description';

/** Three connectors, one account, and the restart that lets the account's timeout count. */
const story = [
  connections,
  { step: 'timeout', timeout: '60' },
  { step: 'restart' },
] as const satisfies readonly PlanRequest[];

/** The same out of a plan file, which holds what the first two plan. */
const storyFromFile: readonly PlanRequest[] = [
  { step: 'from-file', index: 0 },
  { step: 'from-file', index: 1 },
  { step: 'restart' },
];

/** Each step of it with what is asked for it. */
const stepsOf = ({ planFile }: RunState) =>
  story.map((own, index) => ({ step: own.step, request: planFile ? (storyFromFile[index] ?? own) : own }));

/** From its beginning to its end. */
export async function tellStory({ ask, change }: LabProgram): Promise<RunState> {
  for (const { request } of stepsOf(await ask('runs.current', {}))) await change(request);
  return ask('runs.current', {});
}

/** The plan file of it. */
export async function storyAsFile({ ask }: LabProgram): Promise<string> {
  let text = '';
  for (const request of story.slice(0, 2)) {
    const { id: planId } = await ask('plan', request);
    text = (await ask('planFile.text', { planId, ticket: 'CHG-1' })).text;
  }
  return text;
}

const relays = [1, 2, 3].map((number) => `EX10-HUB${number}\\Relay SQL Server`);
const accountName = 'Newsletter';
const accountId = 2;

/** What became of each target: what the program shows, or what is really there. */
export type Standing = { targets: Record<string, string>; queue: string };

/** What the program shows of the story, in the words of an interrupted plan. */
export function shownOf(state: RunState): Standing {
  const { changes, queue } = state;
  const interrupted = interruptedPlan(state);
  const wordFor = ({ step }: Plan) => (step === 'undo' ? 'untouched' : 'done');
  const statusOf = (name: string) => {
    const told = interrupted?.targets.find(({ planned }) => planned.name === name)?.status;
    if (told === 'unknown') return told;
    if (interrupted && told === 'done') return wordFor(interrupted.plan);
    const made = changes.filter(
      ({ plan, target, outcome }) => plan.targets[target]?.name === name && outcome !== 'not-applied',
    );
    const last = made.at(-1);
    if (!last) return 'untouched';
    return last.outcome === 'unknown' ? 'unknown' : wordFor(last.plan);
  };
  return {
    targets: Object.fromEntries([...relays, accountName].map((name) => [name, statusOf(name)])),
    queue: queue === 'stopped-by-run' ? 'STOPPED' : 'STARTED',
  };
}

/** What is really there, in the same words. */
export function standingOf({ connectors, accounts, queue }: Truth): Standing {
  const limits = (name: string) =>
    [connectors[name]?.MaxInboundConnectionPerSource, connectors[name]?.MaxInboundConnectionPercentagePerSource].join();
  const words: Record<string, string> = { '20,2': 'untouched', '100,3': 'done', '20': 'untouched', '60': 'done' };
  const timeout = String(accounts.find((account) => account.account_id === accountId)?.timeout);
  const values = [...relays.map((name) => [name, limits(name)] as const), [accountName, timeout] as const];
  return { targets: Object.fromEntries(values.map(([name, value]) => [name, words[value] ?? value])), queue };
}

/** The servers at the story's end: these values are other ones, and nothing else is. */
export function changed(before: Truth): Truth {
  const { connectors, accounts, queue } = structuredClone(before);
  for (const name of relays) {
    const limits = { MaxInboundConnectionPerSource: '100', MaxInboundConnectionPercentagePerSource: '3' };
    Object.assign(connectors[name] ?? {}, limits);
  }
  for (const account of accounts) if (account.account_id === accountId) account.timeout = 60;
  return { connectors, accounts, queue };
}

/** What the program shows where each target stands so. */
export const all = (status: 'done' | 'untouched'): Standing => ({
  targets: Object.fromEntries([...relays, accountName].map((name) => [name, status])),
  queue: 'STARTED',
});

/** Whether the run is on its way back. */
export const isUndone = ({ changes }: RunState) => changes.some(({ plan }) => plan.step === 'undo');

/**
 * Database Mail first where the run left it stopped, then Continue, then the steps that were not begun, unless it is an undo that was
 * interrupted: what a user would do.
 */
export async function finish({ ask, change }: LabProgram): Promise<RunState> {
  const state = await startQueue(ask);
  const interrupted = interruptedPlan(state);
  if (interrupted) await change({ step: 'continue', planId: interrupted.plan.id });
  for (const { step, request } of isUndone(state) ? [] : stepsOf(state)) {
    const records = state.changes.filter(({ plan }) => plan.step === step);
    const isBegun = step === 'restart' ? records.at(-1)?.outcome === 'applied' : records.length > 0;
    if (!isBegun) await change(request);
  }
  return ask('runs.current', {});
}

/** Undo of all that the run has changed; nothing where it has changed nothing. */
export async function takeBack({ ask, change }: LabProgram): Promise<RunState> {
  const state = await startQueue(ask);
  const isChanged = Object.values(shownOf(state).targets).includes('done');
  return isChanged ? change({ step: 'undo', keys: null, overwrite: [] }) : state;
}

async function startQueue(ask: LabProgram['ask']): Promise<RunState> {
  const state = await ask('runs.current', {});
  return state.queue === 'stopped-by-run' ? ask('databaseMail.start', {}) : state;
}
