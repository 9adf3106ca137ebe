import type { Account } from '../../../shared/database-mail/account';
import { connectorByGuid, type Connector } from '../../../shared/exchange/connector';
import { isExchangeProblem } from '../../../shared/exchange/exchange-problem';
import { attributeText } from '../../../shared/exchange/limits';
import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import { isSameValue } from '../../../shared/run/plan';
import {
  byTarget,
  newestFirst,
  settingsToRestore,
  type SettingToRestore,
} from '../../../shared/run/settings-to-restore';
import type { UndoRow } from '../../../shared/run/undo';
import { accountColumns, shownInSql } from '../../../shared/database-mail/account-columns';
import { readAccount } from '../database-mail/read-accounts';
import { readConnector } from '../exchange/read-connectors';
import type { Session } from '../session';

/** What has become of one target: as it is now, or why it could not be read. */
export type SeenTarget = { settings: readonly [SettingToRestore, ...SettingToRestore[]]; rows: readonly UndoRow[] } & (
  | { kind: 'connector'; found: Connector }
  | { kind: 'account'; found: Account }
  | { kind: 'unreadable'; problem: Problem }
);

/** Reads every target that this run changed, each by its Guid or account_id: a new name does not matter. Newest change first. */
export async function lookAtChanges(session: Session, signal?: AbortSignal): Promise<SeenTarget[]> {
  const seen: SeenTarget[] = [];
  /** A server that cannot be asked is asked once. */
  const outOfReach = new Map<string, Problem>();
  for (const settings of byTarget(newestFirst(settingsToRestore(session.run.state()))))
    seen.push(await look(session, settings, outOfReach, signal));
  return seen;
}

async function look(
  session: Session,
  settings: SeenTarget['settings'],
  outOfReach: Map<string, Problem>,
  signal?: AbortSignal,
): Promise<SeenTarget> {
  const [{ kind, key, target }] = settings;
  try {
    const known = outOfReach.get(kind);
    if (known) throw new ProblemError(known);
    if (kind === 'connector') {
      const found = await readConnector(session.site.exchange, whereToRead(session, key), signal);
      const rows = settings.map((each) => rowOf(each, found.identity, attributeText(found, each.setting)));
      return { kind, settings, rows, found };
    }
    const found = await readAccount(await session.sql(), Number(key));
    if (!found || isAnother(found, target)) throw goneOrAnother(target.name, found);
    const rows = settings.map((each) => rowOf(each, found.name, shownInSql(found.timeout)));
    return { kind, settings, rows, found };
  } catch (error) {
    signal?.throwIfAborted();
    const problem = toProblem(error);
    if (!isAboutOne(error)) outOfReach.set(kind, problem);
    const reason = `${problem.title} ${problem.detail} ${problem.hint}`;
    const rows = settings.map((each): UndoRow => ({
      ...rowOf(each, target.name, null),
      status: 'unreadable',
      reason,
    }));
    return { kind: 'unreadable', settings, rows, problem };
  }
}

/** Through the domain controller it was read from last; where it is no longer known, through any. */
function whereToRead({ run }: Session, guid: string): Pick<Connector, 'guid' | 'domainController'> {
  return connectorByGuid(run.state().connectors, guid) ?? { guid, domainController: '' };
}

const accountGone = 'sql/account-unknown';
const isAboutOne = (error: unknown) =>
  isExchangeProblem(error) || (error instanceof ProblemError && error.problem.code === accountGone);

/** A renamed account keeps its address; where both are other ones, the number belongs to another account now. */
function isAnother(found: Account, { basis, name }: SettingToRestore['target']): boolean {
  const now = accountColumns(found);
  return basis !== undefined && now.name !== name && now.email_address !== basis.email_address;
}

function goneOrAnother(name: string, found: Account | null): ProblemError {
  return new ProblemError({
    code: accountGone,
    title: `The account ${name} no longer exists.`,
    detail: found
      ? `Its number ${found.accountId} belongs to ${found.name} (${found.emailAddress}) now.`
      : 'It was there when this run changed it.',
    hint: 'There is nothing to take back on it.',
  });
}

const mayCome = 'A change of it was begun of which it is not known how it ended: it may still be made.';

function rowOf({ kind, key, setting, before, ours, possible }: SettingToRestore, name: string, now: string | null) {
  const row = { key, kind, name, setting, before, ours, now };
  if (now === null)
    return { ...row, status: 'unreadable' as const, reason: `${setting} cannot be read there any more.` };
  const isOurs = possible.some((value) => isSameValue(value, now));
  // Where it is unknown whether a write of another value was made, that one may still come.
  const mayChange = possible.length > 1;
  if (isSameValue(before, now))
    return mayChange
      ? { ...row, status: 'may-change' as const, reason: mayCome }
      : { ...row, status: 'back' as const, reason: '' };
  return { ...row, status: isOurs ? 'ours' : 'changed-since', reason: '' } satisfies UndoRow;
}
