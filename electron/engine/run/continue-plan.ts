import { renderPowerShell } from '../../../shared/exchange/command';
import { connectorByGuid, type Connector } from '../../../shared/exchange/connector';
import { ProblemError } from '../../../shared/result';
import { interruptedPlan, remainingTargets } from '../../../shared/run/interrupted';
import type { Plan, PlanTarget } from '../../../shared/run/plan';
import { checkAge } from '../../../shared/run/plan-file-reading';
import { connectorCommand, connectorReading } from '../exchange/connector-target';
import { withWhatIf } from '../exchange/plan-connector';
import { readConnector } from '../exchange/read-connectors';
import type { Session } from '../session';
import type { CallContext } from '../types';
import type { TargetReading } from './writable-target';
import { stale } from './apply-problem';
import type { PlanDraft } from './plan-store';
import { settleUnknown } from './settle';
import { readerOf } from './target-of';

/**
 * The rest of an interrupted plan as a plan of its own: the targets that were not begun or failed, with the same values, risks and
 * ticks. What is unknown is read first. Throws ProblemError 'plan/stale' where a target is not as it was when it was planned,
 * 'plan/nothing-to-continue', and 'plan-file/too-old'.
 */
export async function continuePlan(session: Session, planId: string, context: CallContext): Promise<PlanDraft> {
  const { planFile } = session.run.state();
  const found = interruptedPlan(session.run.state());
  if (found?.plan.id !== planId) throw nothingToContinue('This plan was finished, left, or overtaken by another one.');
  // A run can lie for weeks before it is continued. What it does not take back is out of its plan file.
  if (planFile && found.plan.step !== 'undo') checkAge(planFile, new Date());
  const problem = await settleUnknown(session, context);
  const settled = interruptedPlan(session.run.state());
  // Once this one is settled, an earlier one that was interrupted too comes to light: that is another plan.
  const remaining = settled?.plan.id === planId ? remainingTargets(settled) : [];
  if (problem && remaining.length === 0) throw new ProblemError(problem);
  const { step, risks, ticks, typedName } = found.plan;
  const draft: PlanDraft = { step, risks, ticks, typedName, targets: [] };
  const names: string[] = [];
  for (const planned of remaining) {
    const { target, name } = await readAgain(session, found.plan, planned);
    draft.targets.push(target);
    names.push(name);
  }
  const [first] = names;
  if (first === undefined) throw nothingToContinue('Each of its targets was reached.');
  // Whoever had to type a name types one again: of what is left.
  return { ...draft, typedName: typedName === null ? null : first };
}

/** The target as it can be carried out now, and the name that is typed for it. */
async function readAgain(session: Session, plan: Plan, planned: PlanTarget) {
  const { exchange } = session.site;
  const known = connectorByGuid(session.run.state().connectors, planned.key);
  if (!known) {
    checkUnchanged(plan, planned, await (await readerOf(session, planned)).read());
    return { target: planned, name: planned.name };
  }
  const connector = await readConnector(exchange, known);
  checkUnchanged(plan, planned, connectorReading(connector, planned));
  const target = { ...planned, ...textsOf(connector, planned) };
  const draft: PlanDraft = { step: plan.step, targets: [target], risks: [], typedName: null, ticks: [] };
  const [asked = target] = (await withWhatIf(exchange, draft, [connector])).targets;
  return { target: asked, name: connector.name };
}

function checkUnchanged(plan: Plan, planned: PlanTarget, reading: TargetReading): void {
  if (reading.hash !== planned.stateHash) throw stale(plan, planned, reading);
}

/** The same values, through the domain controller that the connector is read from by now. */
const textsOf = (connector: Connector, planned: PlanTarget) => ({
  command: renderPowerShell(connectorCommand(connector, planned)),
  undoCommand: renderPowerShell(connectorCommand(connector, planned, 'before')),
});

function nothingToContinue(detail: string): ProblemError {
  return new ProblemError({
    code: 'plan/nothing-to-continue',
    title: 'There is nothing to continue.',
    detail,
    hint: 'Plan the change again if you still want it.',
  });
}
