import type { Account } from '../../../shared/database-mail/account';
import { shownInSql } from '../../../shared/database-mail/account-columns';
import { checkTimeout, timeoutRisks, timeoutTicks } from '../../../shared/database-mail/timeout';
import { timeoutWay, type TimeoutWay } from '../../../shared/database-mail/timeout-way';
import { ProblemError } from '../../../shared/result';
import type { Plan, PlanTarget, Risk } from '../../../shared/run/plan';
import type { PlanDraft } from '../run/plan-store';
import type { TimeoutWish } from '../run/timeout-wish';
import { readingOf } from './account-reading';
import { restoreNullTimeout, setTimeoutDirectly, updateTimeout, updateTimeoutOfAnonymous } from './statements';

/** Page 5: the timeout of one account, and nothing else. Throws ProblemError 'plan/invalid' or 'plan/nothing-to-change'. */
export function planTimeout({ typed, ...wish }: TimeoutWish & { typed: string }): PlanDraft {
  const checked = checkTimeout(typed);
  if (!checked.ok) {
    throw new ProblemError({
      code: 'plan/invalid',
      title: 'The timeout cannot be used.',
      detail: checked.message,
      hint: 'Correct it and review the change again.',
    });
  }
  const { account } = wish;
  if (checked.value === account.timeout) {
    throw new ProblemError({
      code: 'plan/nothing-to-change',
      title: 'There is nothing to change.',
      detail: `The timeout of ${account.name} is ${checked.value} s already.`,
      hint: 'Enter another value, or leave this step as it is.',
    });
  }
  return draftTimeout(wish, checked.value);
}

/** One account's timeout brought to this many seconds, or to NULL, which only an unsupported statement can do. */
export function draftTimeout({ account, delays, parameters }: TimeoutWish, wanted: number | null): PlanDraft {
  const current = account.timeout;
  const reading = readingOf(account);
  const way = timeoutWay(parameters, account);
  const command = textOf(account, current, wanted, way);
  const target: PlanTarget = {
    kind: 'account',
    key: String(account.accountId),
    name: account.name,
    changes: [{ setting: 'timeout', before: shownInSql(current), after: shownInSql(wanted) }],
    effectiveLimit: null,
    command,
    whatIf: null,
    undoCommand: textOf(account, wanted, current, way),
    stateHash: reading.hash,
    basis: reading.values,
  };
  const isUnsupported = wanted === null || way === 'table';
  const endangered = way === 'without-flag' && wanted !== null ? columnsInDanger(account) : [];
  return {
    step: 'timeout',
    targets: [target],
    risks: [
      ...(isUnsupported ? [unsupported(wanted)] : []),
      ...(endangered.length > 0 ? [oldBuild(endangered)] : []),
      ...(wanted === null ? [] : timeoutRisks({ current, wanted, delays })),
    ],
    typedName: null,
    ticks: [
      ...(isUnsupported ? [unsupportedTick] : []),
      ...(endangered.length > 0 ? [oldBuildTick] : []),
      ...(wanted === null ? [] : timeoutTicks({ current, wanted })),
    ],
  };
}

/** The text that takes the timeout from one value to another. */
function textOf(
  { accountId }: Pick<Account, 'accountId'>,
  from: number | null,
  to: number | null,
  way: TimeoutWay,
): string {
  if (to === null) return restoreNullTimeout(accountId, from ?? 0);
  if (way === 'table') return setTimeoutDirectly(accountId, to, from);
  return way === 'procedure' ? updateTimeout(accountId, to) : updateTimeoutOfAnonymous(accountId, to);
}

const ways = ['procedure', 'without-flag', 'table'] as const;

const shownText = (accountId: number, from: string, to: string, way: TimeoutWay) => {
  const value = (shown: string) => (shown === 'NULL' ? null : Number(shown));
  return textOf({ accountId }, value(from), value(to), way);
};

/** Every text that takes an account's timeout from one value to another, as SQL Server's tools show them, on one build or another. */
export const timeoutTexts = (accountId: number, from: string, to: string): string[] =>
  ways.map((way) => shownText(accountId, from, to, way));

/**
 * The text that takes the timeout of a target from one value to another, in the way in which the target itself was planned: what
 * its build can do is not read again.
 */
export function timeoutTextLike(planned: PlanTarget, from: string, to: string): string {
  const { key, changes, command, undoCommand } = planned;
  const accountId = Number(key);
  const way = ways.find((each) =>
    changes.every(
      ({ before, after }) =>
        shownText(accountId, before, after, each) === command &&
        shownText(accountId, after, before, each) === undoCommand,
    ),
  );
  // Of texts that this version would not write: the one that never loses a login, and is refused where the build does not know it.
  return shownText(accountId, from, to, way ?? 'procedure');
}

/** What such a build probably overwrites with NULL (expected from its code, not confirmed on a live server). */
function columnsInDanger({ displayName, replyToAddress, description }: Account): string[] {
  const columns = { display_name: displayName, replyto_address: replyToAddress, description };
  return Object.entries(columns).flatMap(([name, value]) => (value === null ? [] : [`${name} “${value}”`]));
}

const oldBuild = (columns: readonly string[]): Risk => ({
  severity: 'danger',
  text: `On a build this old the procedure probably empties what it is not given (expected, not confirmed): ${columns.join(', ')}. RelayTune reads them back and says so; write them down first.`,
});

const oldBuildTick: Plan['ticks'][number] = {
  id: 'old-build',
  text: 'I have written these values down, and can enter them again in the Database Mail configuration.',
};

const unsupported = (wanted: number | null): Risk => ({
  severity: 'danger',
  text:
    wanted === null
      ? 'No procedure can set a timeout back to NULL, so this writes to the table itself, which Microsoft does not support.'
      : 'The procedure of this build cannot change the timeout without losing the stored login, so this writes to the table itself, which Microsoft does not support.',
});

const unsupportedTick: Plan['ticks'][number] = {
  id: 'unsupported',
  text: 'I know that writing to sysmail_server directly is not supported by Microsoft.',
};
