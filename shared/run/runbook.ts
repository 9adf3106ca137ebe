import { changeReceiveConnector, renderPowerShell } from '../exchange/command';
import { ProblemError } from '../result';
import { changesSettings, type Plan, type PlanTarget } from './plan';
import { netChanges, standingChanges, type StandingChange } from './standing-changes';
import type { RunState } from './state';

/** One target of a script: what is there before, what is there after, and the text that RelayTune itself would run. */
export type RunbookStep = Pick<PlanTarget, 'kind' | 'key' | 'name' | 'changes' | 'command'> & {
  /** Of a connector: where it was read from; '' where that is not known. */
  domainController: string;
};

export type Runbook = {
  what: 'change' | 'undo';
  runId: string;
  ticket: string;
  user: string;
  mode: RunState['mode'];
  exchangeServer: string;
  sqlServer: string;
  /** ISO time. */
  writtenAt: string;
  steps: RunbookStep[];
};

type Both = RunbookStep & { undoCommand: string };

/**
 * What an admin runs by hand: of a plan that waits for its confirmation, or of all that the run has changed and that still stands.
 * The undo goes the other way round, the latest first.
 * @throws ProblemError 'runbook/nothing' where there is nothing to run
 */
export function makeRunbook(state: RunState, plan: Plan | null, what: Runbook['what'], writtenAt: Date): Runbook {
  if (plan && !changesSettings(plan.step)) throw nothing(plan, what);
  const both = plan ? plan.targets.map((target) => stepOf(state, target)) : stepsStanding(state);
  if (both.length === 0) throw nothing(plan, what);
  const steps = both.map(({ undoCommand, ...step }) => (what === 'change' ? step : undone(step, undoCommand)));
  return {
    what,
    runId: state.id,
    ticket: state.ticket,
    user: state.user,
    mode: state.mode,
    exchangeServer: state.connection?.exchangeServer ?? '',
    sqlServer: state.connection?.sqlServer ?? '',
    writtenAt: writtenAt.toISOString(),
    steps: what === 'change' ? steps : steps.reverse(),
  };
}

const stepOf = (state: RunState, { kind, key, name, changes, command, undoCommand }: PlanTarget): Both => ({
  kind,
  key,
  name,
  changes,
  command,
  undoCommand,
  domainController: state.connectors.find(({ guid }) => guid === key)?.domainController ?? '',
});

const undone = (step: RunbookStep, command: string): RunbookStep => ({
  ...step,
  command,
  changes: step.changes.map(({ setting, before, after }) => ({ setting, before: after, after: before })),
});

/**
 * A connector that was changed more than once is changed once, to what stands now; an account in the steps in which it was. What may
 * have been made is a step of its own, which does nothing where it was not.
 */
function stepsStanding(state: RunState): Both[] {
  const standing = standingChanges(state.changes);
  const sameAs = ({ kind, key }: PlanTarget) =>
    standing.filter(({ change, target }) => change.outcome === 'applied' && target.kind === kind && target.key === key);
  return standing.flatMap((each) => {
    const [first, ...others] = sameAs(each.target);
    if (each.change.outcome === 'unknown' || each.target.kind !== 'connector' || !first || others.length === 0)
      return stepOf(state, each.target);
    return first === each ? inOne(state, [first, ...others]) : [];
  });
}

function inOne(state: RunState, made: readonly [StandingChange, ...StandingChange[]]): Both {
  const { name } = made.at(-1)?.target ?? made[0].target;
  const step = stepOf(state, made[0].target);
  const changes = netChanges(made);
  const text = (value: 'before' | 'after') =>
    renderPowerShell(
      changeReceiveConnector({ identity: name, domainController: step.domainController }, changes, value),
    );
  return { ...step, name, changes, command: text('after'), undoCommand: text('before') };
}

function nothing(plan: Plan | null, what: Runbook['what']): ProblemError {
  return new ProblemError({
    code: 'runbook/nothing',
    title: `There is nothing to ${what === 'undo' ? 'take back' : 'change'} by a script.`,
    detail: plan ? 'This plan changes no setting.' : 'Nothing that this run changed still stands.',
    hint: 'Plan a change first; its confirmation screen has the script.',
  });
}
