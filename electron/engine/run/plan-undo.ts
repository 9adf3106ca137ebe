import type { Account } from '../../../shared/database-mail/account';
import { connectorByGuid, type Connector } from '../../../shared/exchange/connector';
import { ProblemError, type Problem } from '../../../shared/result';
import { isSameValue, type PlanRequest, type PlanTarget, type Risk } from '../../../shared/run/plan';
import type { UndoRow } from '../../../shared/run/undo';
import { draftTimeout } from '../database-mail/plan-timeout';
import { distinctRisks, nameToType, withWhatIf } from '../exchange/plan-connector';
import { planConnectorUndo } from '../exchange/plan-connector-undo';
import type { Session } from '../session';
import type { CallContext } from '../types';
import { lookAtChanges, type SeenTarget } from './look-at-changes';
import type { PlanDraft } from './plan-store';
import { settleUnknown } from './settle';
import { timeoutMeans } from './timeout-wish';

type UndoRequest = Extract<PlanRequest, { step: 'undo' }>;
type Ticks = PlanDraft['ticks'];

/**
 * Takes settings back to what they were before this run, read anew: where the run's own value stands, and where somebody else's
 * does that the user was shown and named. Newest change first. What is unknown is settled first, as its write may still be on the way.
 * @param means.readConnectors reads the run's connectors anew: a plan names them as the run knows them
 * @throws ProblemError 'undo/nothing', 'undo/not-known', 'undo/changed-since', or why nothing of it could be read
 */
export async function planUndo(
  session: Session,
  request: UndoRequest,
  { readConnectors, context }: { readConnectors(): Promise<unknown>; context: CallContext },
): Promise<PlanDraft> {
  const unsettled = await settleUnknown(session, context);
  const all = await lookAtChanges(session);
  const seen = all.filter(({ settings }) => request.keys?.includes(settings[0].key) ?? true);
  const rows = seen.flatMap((each) => each.rows);
  const overwritten = rows.filter((row) => isToOverwrite(row, request));
  const restored = new Set<UndoRow>([...rows.filter((row) => row.status === 'ours'), ...overwritten]);
  if (restored.size === 0) throw nothingToRestore(seen, rows, unsettled);
  const connectors = await planConnectors(session, seen, restored);
  if (connectors.areRenamed) await readConnectors();
  const accounts = await planAccounts(session, seen, restored);
  const order = seen.map(({ settings }) => settings[0].key);
  const targets = [...connectors.targets, ...accounts.targets];
  return {
    step: 'undo',
    targets: targets.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key)),
    risks: distinctRisks([
      ...overwritten.map(overwriting),
      ...rows.filter((row) => !restored.has(row)).flatMap(leftAlone),
      ...seen.filter(({ rows: own }) => own.some((row) => restored.has(row))).flatMap(renamed),
      ...connectors.risks,
      ...accounts.risks,
    ]),
    typedName: connectors.typedName,
    ticks: [...overwritten.map(overwriteTick), ...accounts.ticks],
  };
}

/** @throws ProblemError 'undo/changed-since' where it stands at another value than the user was shown */
function isToOverwrite(row: UndoRow, { overwrite }: UndoRequest): boolean {
  const asked = overwrite.find(({ key, setting }) => key === row.key && setting === row.setting);
  if (!asked || row.status !== 'changed-since') return false;
  if (!isSameValue(asked.seen, row.now ?? '')) throw changedSince([row], `You were shown ${asked.seen}.`);
  return true;
}

const wantedOf = (rows: readonly UndoRow[]) => Object.fromEntries(rows.map((row) => [row.setting, row.before]));

async function planConnectors(session: Session, seen: readonly SeenTarget[], restored: ReadonlySet<UndoRow>) {
  const plans = seen.flatMap((each) => {
    const rows = each.rows.filter((row) => restored.has(row));
    if (each.kind !== 'connector' || rows.length === 0) return [];
    return [{ connector: each.found, ...planConnectorUndo(each.found, wantedOf(rows)) }];
  });
  const connectors = plans.map(({ connector }) => connector);
  const draft: PlanDraft = {
    step: 'undo',
    targets: plans.map(({ target }) => target),
    risks: plans.flatMap(({ risks }) => risks),
    typedName: nameToType(
      connectors,
      plans.some(({ needsThought }) => needsThought),
    ),
    ticks: [],
  };
  const areRenamed = connectors.some((connector) => !isKnown(session, connector));
  return { ...(await withWhatIf(session.site.exchange, draft, connectors)), areRenamed };
}

/** What is carried out goes to the connector as the run knows it: one that has another name by now is read into the run first. */
function isKnown({ run }: Session, { guid, identity, domainController }: Connector): boolean {
  const known = connectorByGuid(run.state().connectors, guid);
  return known?.identity === identity && known.domainController === domainController;
}

type AccountPlans = { targets: PlanTarget[]; risks: Risk[]; ticks: Ticks };

async function planAccounts(
  session: Session,
  seen: readonly SeenTarget[],
  restored: ReadonlySet<UndoRow>,
): Promise<AccountPlans> {
  const found = seen.flatMap((each): { account: Account; row: UndoRow }[] => {
    const row = each.rows.find((one) => restored.has(one));
    return each.kind === 'account' && row ? [{ account: each.found, row }] : [];
  });
  if (found.length === 0) return { targets: [], risks: [], ticks: [] };
  const means = await timeoutMeans(session);
  const drafts = found.map(({ account, row }) => ({
    account,
    draft: draftTimeout({ account, ...means }, row.before === 'NULL' ? null : Number(row.before)),
  }));
  // Of several accounts each sentence says of which it is, and is ticked for itself.
  const of = ({ name }: Account, text: string) => (drafts.length === 1 ? text : `${name}: ${text}`);
  const idOf = ({ accountId }: Account, id: string) => (drafts.length === 1 ? id : `${id} ${accountId}`);
  return {
    targets: drafts.flatMap(({ draft }) => draft.targets),
    risks: drafts.flatMap(({ account, draft }) =>
      draft.risks.map((risk) => ({ ...risk, text: of(account, risk.text) })),
    ),
    ticks: drafts.flatMap(({ account, draft }) =>
      draft.ticks.map(({ id, text }) => ({ id: idOf(account, id), text: of(account, text) })),
    ),
  };
}

const overwriting = ({ name, setting, now, ours, before }: UndoRow): Risk => ({
  severity: 'danger',
  text: `${name}: ${setting} is ${now ?? ''}, which somebody else has set since this run set ${ours}. Taking it back to ${before} overwrites that.`,
});

const overwriteTick = ({ key, name, setting, now, before }: UndoRow): Ticks[number] => ({
  id: `overwrite ${key} ${setting}`,
  text: `I know that ${setting} ${now ?? ''} of ${name} is somebody else’s, and want ${before} all the same.`,
});

function leftAlone({ name, setting, now, ours, before, status, reason }: UndoRow): Risk[] {
  if (status === 'back') return [];
  if (status === 'may-change') return [{ severity: 'warning', text: `${name}: ${setting} is ${before}. ${reason}` }];
  const text =
    status === 'unreadable'
      ? `${name}: ${setting} is left as it is. ${reason}`
      : `${name}: ${setting} stays ${now ?? ''}. Somebody else has changed it since this run set ${ours}; before, it was ${before}.`;
  return [{ severity: 'warning', text }];
}

function renamed({ settings: [first], rows: [row] }: SeenTarget): Risk[] {
  if (!row || row.name === first.target.name) return [];
  return [{ severity: 'warning', text: `${row.name} was called ${first.target.name} when this run changed it.` }];
}

function nothingToRestore(
  seen: readonly SeenTarget[],
  rows: readonly UndoRow[],
  unsettled: Problem | null,
): ProblemError {
  const changed = rows.filter((row) => row.status === 'changed-since');
  if (changed.length > 0) return changedSince(changed, '');
  for (const each of seen) if (each.kind === 'unreadable') return new ProblemError(each.problem);
  const open = rows.filter((row) => row.status === 'may-change');
  if (open.length > 0) return notKnown(open, unsettled);
  return new ProblemError({
    code: 'undo/nothing',
    title: 'There is nothing to undo.',
    detail: 'This run has changed nothing there, or it is as it was before this run already.',
    hint: 'Nothing is left to do.',
  });
}

function notKnown(rows: readonly UndoRow[], why: Problem | null): ProblemError {
  const names = [...new Set(rows.map(({ name }) => name))].join(', ');
  return new ProblemError({
    code: 'undo/not-known',
    title: 'It is not known yet whether there is something to undo.',
    detail: `A change of ${names} was begun and may still be made.${why ? ` ${why.title} ${why.detail}` : ''}`,
    hint: why?.hint ?? 'Read again in a minute.',
  });
}

function changedSince(rows: readonly UndoRow[], shown: string): ProblemError {
  const what = rows.map(
    ({ name, setting, now, ours, before }) =>
      `${name}: ${setting} is ${now ?? ''} now; this run had set ${ours}, and before that it was ${before}.`,
  );
  return new ProblemError({
    code: 'undo/changed-since',
    title: 'Somebody changed it since. Nothing was written.',
    detail: [...what, shown].filter((text) => text !== '').join(' '),
    hint: 'Look again and choose for each value whether it stays or is taken back all the same.',
  });
}
