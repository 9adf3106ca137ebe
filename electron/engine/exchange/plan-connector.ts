import { connectionRisks, efficiencyRisks } from '../../../shared/exchange/advice';
import { renderPowerShell } from '../../../shared/exchange/command';
import type { Connector } from '../../../shared/exchange/connector';
import { effectiveLimit } from '../../../shared/exchange/effective-limit';
import { attributeText, readConnectionLimits } from '../../../shared/exchange/limits';
import { hasWideRange } from '../../../shared/exchange/match';
import { checkDelay, checkPercentage, checkPerSource, type Checked } from '../../../shared/exchange/validate';
import { ProblemError } from '../../../shared/result';
import type { ChangeStep, PlanRequest, PlanTarget, Risk } from '../../../shared/run/plan';
import type { PlanDraft } from '../run/plan-store';
import { connectorCommand, connectorStateHash } from './connector-target';

type RequestOf<S extends ChangeStep> = Extract<PlanRequest, { step: S }>;

/** Page 3: both per-source limits. Throws ProblemError 'plan/invalid' or 'plan/nothing-to-change'. */
export function planConnections(connector: Connector, request: RequestOf<'connections'>): PlanDraft {
  const perSource = valid('MaxInboundConnectionPerSource', checkPerSource(request.maxInboundConnectionPerSource));
  const percentage = valid(
    'MaxInboundConnectionPercentagePerSource',
    checkPercentage(request.maxInboundConnectionPercentagePerSource),
  );
  const limits = readConnectionLimits(connector);
  const wanted = {
    ...limits,
    maxInboundConnectionPerSource: perSource.value,
    maxInboundConnectionPercentagePerSource: percentage.value,
  };
  const target = targetOf(connector, {
    MaxInboundConnectionPerSource: perSource.text,
    MaxInboundConnectionPercentagePerSource: percentage.text,
  });
  return {
    ...draft('connections', {
      ...target,
      effectiveLimit: { before: effectiveLimit(limits), after: effectiveLimit(wanted) },
    }),
    risks: connectionRisks({ connector, wanted }),
    typedName: hasWideRange(connector) ? connector.name : null,
  };
}

/** Page 4: the two delays, each left alone when null. */
export function planEfficiency(connector: Connector, request: RequestOf<'efficiency'>): PlanDraft {
  const wanted: Record<string, string> = {};
  if (request.maxAcknowledgementDelay !== null) {
    wanted.MaxAcknowledgementDelay = valid('MaxAcknowledgementDelay', checkDelay(request.maxAcknowledgementDelay)).text;
  }
  if (request.tarpitInterval !== null)
    wanted.TarpitInterval = valid('TarpitInterval', checkDelay(request.tarpitInterval)).text;
  const target = targetOf(connector, wanted);
  const becomesZero = (name: string) =>
    target.changes.some((change) => change.setting === name && change.after === '00:00:00');
  const tarpitToZero = becomesZero('TarpitInterval');
  const risks: Risk[] = efficiencyRisks({
    acknowledgementToZero: becomesZero('MaxAcknowledgementDelay'),
    tarpitToZero,
    exchangeVersion: attributeText(connector, 'AdminDisplayVersion'),
  });
  return {
    ...draft('efficiency', target),
    risks,
    typedName: tarpitToZero || hasWideRange(connector) ? connector.name : null,
  };
}

function targetOf(connector: Connector, wanted: Readonly<Record<string, string>>): PlanTarget {
  const changes = Object.entries(wanted)
    .map(([setting, after]) => ({ setting, before: attributeText(connector, setting) ?? '', after }))
    .filter((change) => change.before.toLowerCase() !== change.after.toLowerCase());
  if (changes.length === 0) {
    throw new ProblemError({
      code: 'plan/nothing-to-change',
      title: 'There is nothing to change.',
      detail: `${connector.identity} has these values already.`,
      hint: 'Enter other values, or leave this step as it is.',
    });
  }
  return {
    kind: 'connector',
    key: connector.guid,
    name: connector.identity,
    changes,
    effectiveLimit: null,
    command: renderPowerShell(connectorCommand(connector, { changes })),
    undoCommand: renderPowerShell(connectorCommand(connector, { changes }, 'before')),
    stateHash: connectorStateHash(
      connector,
      changes.map((change) => change.setting),
    ),
  };
}

const draft = (step: ChangeStep, target: PlanTarget): PlanDraft => ({
  step,
  targets: [target],
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
