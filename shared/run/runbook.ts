import { connectorByGuid } from '../exchange/connector';
import { renderPowerShell, setReceiveConnector } from '../exchange/command';
import { ProblemError } from '../result';
import { damageOf, missingText } from './known-in-part';
import { changesSettings, isSameValue, type Plan, type PlanTarget } from './plan';
import { byTarget, newestFirst, settingsToRestore, type SettingToRestore } from './settings-to-restore';
import type { RunState } from './state';

/** One setting of a target: what it is set to, and every value on which that is right. */
type RunbookSetting = { setting: string; from: readonly string[]; to: string };

/** One target of a script, and the texts that RelayTune itself would run, one after the other. */
export type RunbookStep = Pick<PlanTarget, 'kind' | 'key' | 'name'> & {
  settings: RunbookSetting[];
  /** One; of an account several where the text names the value that it replaces, and it is not known which one stands there. */
  commands: string[];
  /** Of a connector: where it is read and written, one and the same; '' leaves both to Exchange. */
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
  /** What is not in it, in sentences; null where the run is known whole. */
  missing: string | null;
  /** ISO time. */
  writtenAt: string;
  steps: RunbookStep[];
};

export type RunbookOrder = {
  state: RunState;
  /** That waits for its confirmation; null for all that the run has changed and that stands, or may. */
  plan: Plan | null;
  what: Runbook['what'];
  writtenAt: Date;
  /** The text that takes the timeout of an account from one value to another, in the way in which that target was planned. */
  timeoutText(planned: PlanTarget, from: string, to: string): string;
};

/**
 * What an admin runs by hand: one step a target, from what was there before to what this run set, or back. The undo goes the other way
 * round, the latest first.
 * @throws ProblemError 'runbook/nothing' where there is nothing to run
 */
export function makeRunbook(order: RunbookOrder): Runbook {
  const { state, plan, what, writtenAt } = order;
  const settings = plan ? settingsOf(plan) : settingsToRestore(state);
  const targets = byTarget(what === 'change' ? settings : newestFirst(settings));
  const steps = targets.flatMap((each) => stepOf(order, each));
  const damage = damageOf(state.readOnly);
  const missing = damage && missingText(damage);
  if (steps.length === 0) throw nothing(order, missing);
  return {
    what,
    runId: state.id,
    ticket: state.ticket,
    user: state.user,
    mode: state.mode,
    exchangeServer: state.connection?.exchangeServer ?? '',
    sqlServer: state.connection?.sqlServer ?? '',
    missing,
    writtenAt: writtenAt.toISOString(),
    steps,
  };
}

/** A plan's settings as they will be once it is carried out. */
function settingsOf({ step, targets }: Plan): SettingToRestore[] {
  if (!changesSettings(step)) return [];
  return targets.flatMap((target, changedAt) => {
    const { kind, key, changes } = target;
    if (kind !== 'connector' && kind !== 'account') return [];
    return changes.map(({ setting, before, after: ours }) => ({
      ...{ kind, key, target, setting, before, ours, changedAt },
      possible: [ours],
    }));
  });
}

function stepOf(order: RunbookOrder, all: readonly [SettingToRestore, ...SettingToRestore[]]): RunbookStep[] {
  const settings = all.flatMap((each) => runbookSetting(each, order.what));
  if (settings.length === 0) return [];
  const { kind, key, target } = all.reduce((latest, each) => (each.changedAt > latest.changedAt ? each : latest));
  const domainController = connectorByGuid(order.state.connectors, key)?.domainController ?? '';
  const { name } = target;
  const step = { kind, key, name, settings, domainController };
  return [{ ...step, commands: kind === 'connector' ? [connectorText(step)] : accountTexts(order, target, settings) }];
}

/** None where the run's last value is the old one again: an undo of which it is not known whether it was made. */
function runbookSetting(
  { setting, before, ours, possible }: SettingToRestore,
  what: Runbook['what'],
): RunbookSetting[] {
  if (what === 'change' && isSameValue(before, ours)) return [];
  const to = what === 'change' ? ours : before;
  const from = [...new Set(what === 'change' ? [before, ...possible] : possible)];
  return [{ setting, from: from.filter((value) => !isSameValue(value, to)), to }];
}

function connectorText({ name, settings, domainController }: Omit<RunbookStep, 'commands'>): string {
  const wanted = Object.fromEntries(settings.map(({ setting, to }) => [setting, to]));
  return renderPowerShell(setReceiveConnector({ identity: name, settings: wanted, domainController }));
}

const accountTexts = ({ timeoutText }: RunbookOrder, target: PlanTarget, settings: readonly RunbookSetting[]) => [
  ...new Set(settings.flatMap(({ from, to }) => from.map((value) => timeoutText(target, value, to)))),
];

function nothing({ plan, what }: RunbookOrder, missing: Runbook['missing']): ProblemError {
  return new ProblemError({
    code: 'runbook/nothing',
    title: `There is nothing to ${what === 'undo' ? 'take back' : 'change'} by a script.`,
    detail: plan ? 'This plan changes no setting.' : (missing ?? 'Nothing that this run changed still stands.'),
    hint: missing
      ? 'Look on the servers at what the settings are now.'
      : 'Plan a change first; its confirmation screen has the script.',
  });
}
