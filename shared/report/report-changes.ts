import { connectorByGuid } from '../exchange/connector';
import { accountColumns, serverColumns } from '../database-mail/account-columns';
import { attributeTexts, movedByEveryWrite } from '../exchange/limits';
import type { JournalRecord } from '../run/event';
import { isSameValue, type Plan, type PlanTarget } from '../run/plan';
import type { ChangeRecord } from '../run/state';
import type { ReportAttribute, ReportChange } from './report';

type Values = Readonly<Record<string, string>>;

/** Every change that was announced, with each attribute of its target before and after. */
export function reportChanges(changes: readonly ChangeRecord[], records: readonly JournalRecord[]): ReportChange[] {
  return changes.flatMap((change) => {
    const { plan, target: index } = change;
    const target = plan.targets[index];
    if (!target) return [];
    return {
      step: plan.step,
      kind: target.kind,
      target: target.name,
      key: target.key,
      plannedAt: plan.createdAt,
      announcedAt: change.announcedAt,
      endedAt: endOf(plan, index, records),
      outcome: change.outcome,
      command: target.command,
      undoCommand: target.undoCommand,
      whatIf: target.whatIf,
      output: change.output ?? null,
      changes: target.changes,
      effectiveLimit: target.effectiveLimit,
      attributes: attributesOf(target, valuesBefore(target, plan, index, records), change.readBack),
      warnings: change.warnings,
      problem: change.problem,
    };
  });
}

const announces = ({ event }: JournalRecord, plan: Plan, index: number) =>
  event.type === 'change-announced' && event.plan.id === plan.id && event.target === index;

function endOf(plan: Plan, index: number, records: readonly JournalRecord[]): string | null {
  const ends = records.filter(
    ({ event }) =>
      (event.type === 'change-finished' || event.type === 'change-failed' || event.type === 'change-settled') &&
      event.planId === plan.id &&
      event.target === index,
  );
  return ends.at(-1)?.at ?? null;
}

/** As last read before it was announced; over that what the plan itself read, which is newer. */
function valuesBefore(target: PlanTarget, plan: Plan, index: number, records: readonly JournalRecord[]): Values {
  const announced = records.findIndex((record) => announces(record, plan, index));
  const earlier = records.slice(0, Math.max(0, announced));
  const planned = Object.fromEntries(target.changes.map(({ setting, before }) => [setting, before]));
  return { ...lastReading(target, earlier), ...target.basis, ...planned };
}

function lastReading({ kind, key }: PlanTarget, records: readonly JournalRecord[]): Values {
  if (kind !== 'connector' && kind !== 'account') return {};
  for (const { event } of [...records].reverse()) {
    if (kind === 'connector' && event.type === 'connectors-read') {
      const found = connectorByGuid(event.connectors, key);
      if (found) return attributeTexts(found);
    }
    if (kind === 'account' && event.type === 'accounts-read') {
      const found = event.accounts.find(({ accountId }) => String(accountId) === key);
      if (found) return { ...accountColumns(found), ...serverColumns(found) };
    }
  }
  return {};
}

/** In the order in which they were read back; what was not comes last. */
function attributesOf({ changes }: PlanTarget, before: Values, after: Values): ReportAttribute[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const planned = new Map(changes.map((change) => [change.setting, change.after]));
  const valueOf = (values: Values, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null);
  return names.map((name) => {
    const values = { before: valueOf(before, name), after: valueOf(after, name) };
    return { name, ...values, mark: markOf(name, planned.get(name), values) };
  });
}

/** What was not read back is not known, whatever was planned: a change that failed has changed nothing as far as anybody knows. */
function markOf(
  name: string,
  planned: string | undefined,
  { before, after }: Pick<ReportAttribute, 'before' | 'after'>,
): ReportAttribute['mark'] {
  if (before === null || after === null) return 'unknown';
  if (planned === undefined && before !== after) return movedByEveryWrite.has(name) ? 'own-time' : 'not-planned';
  if (isSameValue(before, after)) return 'same';
  return planned !== undefined && isSameValue(planned, after) ? 'planned' : 'not-planned';
}
