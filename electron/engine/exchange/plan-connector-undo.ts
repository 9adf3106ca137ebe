import { connectionRisks, efficiencyRisks } from '../../../shared/exchange/advice';
import type { Connector } from '../../../shared/exchange/connector';
import { effectiveLimit } from '../../../shared/exchange/effective-limit';
import { attributeText, readConnectionLimits } from '../../../shared/exchange/limits';
import { hasWideRange } from '../../../shared/exchange/match';
import { formatNumber } from '../../../shared/format';
import type { PlanTarget, Risk } from '../../../shared/run/plan';
import { connectorPlanTarget } from './plan-connector';

type Undo = { target: PlanTarget; risks: Risk[]; needsThought: boolean };

/** Brings attributes of one connector back to these texts, whichever steps changed them. */
export function planConnectorUndo(connector: Connector, wanted: Readonly<Record<string, string>>): Undo {
  const before = effectiveLimit(readConnectionLimits(connector));
  const limits = readConnectionLimits({ attributes: { ...connector.attributes, ...wanted } });
  const after = effectiveLimit(limits);
  const becomesZero = (name: string) => wanted[name] === '00:00:00' && attributeText(connector, name) !== '00:00:00';
  const isChanged = before.limit !== after.limit || before.heldBy !== after.heldBy;
  const isRaised = (after.limit ?? Infinity) > (before.limit ?? Infinity);
  const delays = efficiencyRisks({
    acknowledgementToZero: becomesZero('MaxAcknowledgementDelay'),
    tarpitToZero: becomesZero('TarpitInterval'),
    exchangeVersion: attributeText(connector, 'AdminDisplayVersion'),
  });
  return {
    target: { ...connectorPlanTarget(connector, wanted), effectiveLimit: isChanged ? { before, after } : null },
    risks: [
      ...(isRaised ? connectionRisks({ connector, wanted: limits }) : lowered(connector, before, after)),
      ...delays,
    ],
    needsThought: hasWideRange(connector) || becomesZero('TarpitInterval'),
  };
}

type Limit = ReturnType<typeof effectiveLimit>;

function lowered({ identity }: Connector, before: Limit, after: Limit): Risk[] {
  if (before.limit === after.limit || after.limit === null) return [];
  const now = before.limit === null ? 'any number of' : formatNumber(before.limit);
  return [
    {
      severity: 'warning',
      text: `${identity} allows one source ${now} sessions now, and ${formatNumber(after.limit)} again afterwards: bursts that need more are refused as before this run.`,
    },
    {
      severity: 'info',
      text: 'No restart is needed. New sessions get the old limits once Active Directory has replicated.',
    },
  ];
}
