import type { Account } from '../../../shared/database-mail/account';
import { checkTimeout, timeoutRisks, timeoutTicks } from '../../../shared/database-mail/timeout';
import type { ConnectorDelays } from '../../../shared/exchange/connector';
import { ProblemError } from '../../../shared/result';
import type { PlanTarget } from '../../../shared/run/plan';
import type { TargetReading, WritableTarget } from '../run/apply-plan';
import { hashState, type PlanDraft } from '../run/plan-store';
import { readAccount } from './read-accounts';
import type { SqlConnection } from './sql-connection';
import { restoreNullTimeout, updateTimeout } from './statements';

/** sysmail_server's columns that the change must leave alone: losing one of them loses the stored login. */
const guarded = ['servername', 'port', 'username', 'credential_id', 'use_default_credentials', 'enable_ssl'];

/** Page 5: the timeout of one account, and nothing else. Throws ProblemError 'plan/invalid' or 'plan/nothing-to-change'. */
export function planTimeout(account: Account, typed: string, delays: ConnectorDelays): PlanDraft {
  const checked = checkTimeout(typed);
  if (!checked.ok) {
    throw new ProblemError({
      code: 'plan/invalid',
      title: 'The timeout cannot be used.',
      detail: checked.message,
      hint: 'Correct it and review the change again.',
    });
  }
  if (checked.value === account.timeout) {
    throw new ProblemError({
      code: 'plan/nothing-to-change',
      title: 'There is nothing to change.',
      detail: `The timeout of ${account.name} is ${checked.value} s already.`,
      hint: 'Enter another value, or leave this step as it is.',
    });
  }
  const wanted = checked.value;
  const current = account.timeout;
  const target: PlanTarget = {
    kind: 'account',
    key: String(account.accountId),
    name: account.name,
    changes: [{ setting: 'timeout', before: shown(current), after: shown(wanted) }],
    effectiveLimit: null,
    command: updateTimeout(account.accountId, wanted),
    whatIf: null,
    undoCommand:
      current === null ? restoreNullTimeout(account.accountId, wanted) : updateTimeout(account.accountId, current),
    stateHash: readingOf(account).hash,
  };
  return {
    step: 'timeout',
    targets: [target],
    risks: timeoutRisks({ current, wanted, delays }),
    typedName: null,
    ticks: timeoutTicks({ current, wanted }),
  };
}

/** Reads and writes one account; afterwards every other column must be as it was. */
export function accountTarget(sql: SqlConnection, planned: PlanTarget): WritableTarget {
  return {
    async read() {
      const account = await readAccount(sql, Number(planned.key));
      if (!account) throw gone(planned.name);
      return readingOf(account);
    },
    async write() {
      await sql.run(planned.command);
      return { warnings: [] };
    },
    guard: lostColumns,
  };
}

function readingOf(account: Account): TargetReading {
  const values = {
    name: account.name,
    servername: account.serverName,
    port: String(account.port),
    username: shown(account.username),
    credential_id: shown(account.credentialId),
    use_default_credentials: account.useDefaultCredentials ? '1' : '0',
    enable_ssl: account.enableSsl ? '1' : '0',
    timeout: shown(account.timeout),
  };
  return { hash: hashState(values), values };
}

const shown = (value: string | number | null) => (value === null ? 'NULL' : String(value));

function lostColumns(before: TargetReading, after: TargetReading): string | null {
  const changed = guarded.filter((name) => before.values[name] !== after.values[name]);
  if (changed.length === 0) return null;
  const what = changed
    .map((name) => `${name} was ${before.values[name] ?? ''} and is now ${after.values[name] ?? ''}`)
    .join('; ');
  return `${what}. Enter the account's sign-in again in the Database Mail configuration before more mail fails.`;
}

function gone(name: string): ProblemError {
  return new ProblemError({
    code: 'sql/account-unknown',
    title: `The account ${name} no longer exists.`,
    detail: 'It was there when this was planned.',
    hint: 'Read the accounts again on page 5.',
  });
}
