import { ProblemError } from '../../../shared/result';
import type { PlanTarget } from '../../../shared/run/plan';
import type { WritableTarget } from '../run/writable-target';
import { lostColumns, readingOf } from './account-reading';
import { readAccount } from './read-accounts';
import type { SqlConnection } from './sql-connection';
import { writesAlone, type SqlWriter } from './sql-writer';

/** Reads and writes one account; afterwards every column but the timeout must be as it was. */
export function accountTarget(
  sql: SqlConnection,
  planned: PlanTarget,
  openWriter: () => Promise<SqlWriter>,
): WritableTarget {
  const { hold, run, release } = writesAlone(sql, openWriter);
  return {
    hold,
    release,
    async read() {
      const account = await readAccount(sql, Number(planned.key));
      if (!account) throw gone(planned.name);
      return readingOf(account);
    },
    async write() {
      return { warnings: [], output: await run(planned.command) };
    },
    guard: lostColumns,
  };
}

function gone(name: string): ProblemError {
  return new ProblemError({
    code: 'sql/account-unknown',
    title: `The account ${name} no longer exists.`,
    detail: 'It was there when this was planned.',
    hint: 'Read the accounts again on page 5.',
  });
}
