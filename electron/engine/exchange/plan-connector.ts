import { connectionRisks, efficiencyRisks } from '../../../shared/exchange/advice';
import { renderPowerShell, whatIf, type Command } from '../../../shared/exchange/command';
import { connectorByGuid, type ConnectionLimits, type Connector } from '../../../shared/exchange/connector';
import { effectiveLimit } from '../../../shared/exchange/effective-limit';
import { attributeText, readConnectionLimits } from '../../../shared/exchange/limits';
import { hasWideRange } from '../../../shared/exchange/match';
import { checkDelay, checkPercentage, checkPerSource, type Checked } from '../../../shared/exchange/validate';
import { ProblemError } from '../../../shared/result';
import { isSameValue, type ChangeStep, type PlanRequest, type PlanTarget, type Risk } from '../../../shared/run/plan';
import { hashState, type PlanDraft } from '../run/plan-store';
import type { CommandRunner } from './command-runner';
import { connectorBasis, connectorCommand } from './connector-target';

type RequestOf<S extends ChangeStep> = Extract<PlanRequest, { step: S }>;

/** Page 3: both per-source limits, the same on every connector. Throws ProblemError 'plan/invalid' or 'plan/nothing-to-change'. */
export function planConnections(connectors: readonly Connector[], request: RequestOf<'connections'>): PlanDraft {
  const perSource = valid('MaxInboundConnectionPerSource', checkPerSource(request.maxInboundConnectionPerSource));
  const percentage = valid(
    'MaxInboundConnectionPercentagePerSource',
    checkPercentage(request.maxInboundConnectionPercentagePerSource),
  );
  const wantedOf = (connector: Connector) => ({
    ...readConnectionLimits(connector),
    maxInboundConnectionPerSource: perSource.value,
    maxInboundConnectionPercentagePerSource: percentage.value,
  });
  const { changed, targets } = targetsOf(connectors, {
    MaxInboundConnectionPerSource: perSource.text,
    MaxInboundConnectionPercentagePerSource: percentage.text,
  });
  return {
    ...draft('connections', targets),
    targets: targets.map((target, index) => ({ ...target, effectiveLimit: limitsOf(changed[index], wantedOf) })),
    risks: distinctRisks(changed.flatMap((connector) => connectionRisks({ connector, wanted: wantedOf(connector) }))),
    typedName: nameToType(changed, changed.some(hasWideRange)),
  };
}

/** Page 4: the two delays, each left alone when null. A connector whose version lacks an attribute keeps without it. */
export function planEfficiency(connectors: readonly Connector[], request: RequestOf<'efficiency'>): PlanDraft {
  const wanted: Record<string, string> = {};
  if (request.maxAcknowledgementDelay !== null) {
    wanted.MaxAcknowledgementDelay = valid('MaxAcknowledgementDelay', checkDelay(request.maxAcknowledgementDelay)).text;
  }
  if (request.tarpitInterval !== null)
    wanted.TarpitInterval = valid('TarpitInterval', checkDelay(request.tarpitInterval)).text;
  const { changed, targets } = targetsOf(connectors, wanted);
  const becomesZero = (target: PlanTarget, name: string) =>
    target.changes.some((change) => change.setting === name && change.after === '00:00:00');
  const risks = targets.flatMap((target, index) =>
    efficiencyRisks({
      acknowledgementToZero: becomesZero(target, 'MaxAcknowledgementDelay'),
      tarpitToZero: becomesZero(target, 'TarpitInterval'),
      exchangeVersion: attributeText(changed[index] ?? { attributes: {} }, 'AdminDisplayVersion'),
    }),
  );
  const needsThought = targets.some((target) => becomesZero(target, 'TarpitInterval')) || changed.some(hasWideRange);
  return { ...draft('efficiency', targets), risks: distinctRisks(risks), typedName: nameToType(changed, needsThought) };
}

/** Asks Exchange what each command would do (-WhatIf), which also checks the values and the user's rights. Nothing is written. */
export async function withWhatIf(
  exchange: CommandRunner,
  planned: PlanDraft,
  connectors: readonly Connector[],
): Promise<PlanDraft> {
  const targets: PlanTarget[] = [];
  for (const target of planned.targets) {
    const connector = connectorByGuid(connectors, target.key);
    if (!connector) throw new TypeError(`${target.name} is not among the connectors that were read.`);
    targets.push({ ...target, whatIf: await askWhatIf(exchange, connectorCommand(connector, target)) });
  }
  return { ...planned, targets };
}

async function askWhatIf(exchange: CommandRunner, command: Command): Promise<string> {
  try {
    const { screen, warnings } = await exchange.run(whatIf(command));
    return [screen, ...warnings].filter((text) => text !== '').join('\n');
  } catch (error) {
    // A role may hide -WhatIf itself, which stops nothing.
    const isHidden = error instanceof ProblemError && error.problem.code === 'exchange/no-parameter';
    if (isHidden && /WhatIf/i.test(error.problem.detail))
      return 'This session does not have -WhatIf: the role hides it.';
    throw error;
  }
}

/** The targets that have something to change, with their connectors in the same order. */
function targetsOf(connectors: readonly Connector[], wanted: Readonly<Record<string, string>>) {
  const all = connectors.map((connector) => ({ connector, target: connectorPlanTarget(connector, wanted) }));
  const found = all.filter(({ target }) => target.changes.length > 0);
  if (found.length === 0) {
    const names = connectors.map((connector) => connector.identity).join(', ');
    throw new ProblemError({
      code: 'plan/nothing-to-change',
      title: 'There is nothing to change.',
      detail: `${names} ${connectors.length === 1 ? 'has' : 'have'} these values already.`,
      hint: 'Enter other values, or leave this step as it is.',
    });
  }
  return { changed: found.map(({ connector }) => connector), targets: found.map(({ target }) => target) };
}

/** One connector with the attributes that are to change, and what does it; without changes where it has these values already. */
export function connectorPlanTarget(connector: Connector, wanted: Readonly<Record<string, string>>): PlanTarget {
  const changes = Object.entries(wanted).flatMap(([setting, after]) => {
    const before = attributeText(connector, setting);
    // An attribute that this version does not have cannot be set either.
    if (before === null || isSameValue(before, after)) return [];
    return [{ setting, before, after }];
  });
  const basis = connectorBasis(
    connector,
    changes.map((change) => change.setting),
  );
  const command = (value: 'before' | 'after') =>
    changes.length === 0 ? '' : renderPowerShell(connectorCommand(connector, { changes }, value));
  return {
    kind: 'connector',
    key: connector.guid,
    name: connector.identity,
    changes,
    effectiveLimit: null,
    command: command('after'),
    undoCommand: command('before'),
    whatIf: null,
    stateHash: hashState(basis),
    basis,
  };
}

function limitsOf(connector: Connector | undefined, wantedOf: (connector: Connector) => ConnectionLimits) {
  if (!connector) return null;
  return { before: effectiveLimit(readConnectionLimits(connector)), after: effectiveLimit(wantedOf(connector)) };
}

/** A name is typed where the change needs a second thought: on several servers, or where `needsThought` says so. */
export function nameToType(connectors: readonly Connector[], needsThought: boolean): string | null {
  const [first] = connectors;
  return first && (needsThought || connectors.length > 1) ? first.name : null;
}

export function distinctRisks(risks: readonly Risk[]): Risk[] {
  return risks.filter((risk, index) => risks.findIndex((other) => other.text === risk.text) === index);
}

const draft = (step: ChangeStep, targets: PlanTarget[]): PlanDraft => ({
  step,
  targets,
  risks: [],
  typedName: null,
  ticks: [],
});

function valid<T>(name: string, checked: Checked<T>): { value: T; text: string } {
  if (checked.ok) return checked;
  throw new ProblemError({
    code: 'plan/invalid',
    title: `${name} cannot be used.`,
    detail: checked.message,
    hint: 'Correct it and review the change again.',
  });
}
