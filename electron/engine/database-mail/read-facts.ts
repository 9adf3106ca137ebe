import { z } from 'zod';
import { rights } from '../../../shared/database-mail/right';
import { toProblem } from '../../../shared/result';
import type { MailConfiguration, Reading, SqlFacts } from '../../../shared/run/preflight-facts';
import { readBacklog } from './backlog';
import { readQueueStatus } from './queue';
import { readAccounts, type Resolve } from './read-accounts';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const factsRow = z.object({ productVersion: z.string(), loginName: z.string() });
const grantsRow = z.record(z.string(), z.number().nullable());

/** What the check list needs to know of the SQL Server; writes nothing. What a right keeps from being read is said, not guessed. */
export async function readSqlFacts(sql: SqlConnection, resolve: Resolve): Promise<SqlFacts> {
  const facts = factsRow.parse((await sql.query(statements.serverFacts))[0]);
  const granted = grantsRow.parse((await sql.query(statements.grants))[0]);
  const switched = z.array(z.object({ valueInUse: z.number() })).parse(await sql.query(statements.databaseMailSwitch));
  const broker = z.array(z.object({ brokerEnabled: z.number() })).parse(await sql.query(statements.serviceBroker));
  return {
    ...facts,
    isSysadmin: granted.isSysadmin === 1,
    missingRights: rights.filter((_right, index) => granted[`r${index}`] !== 1),
    databaseMailOn: switched[0]?.valueInUse === 1,
    brokerOn: broker[0]?.brokerEnabled === 1,
    updateParameters: await readUpdateParameters(sql),
    queue: await whereAllowed(() => readQueueStatus(sql)),
    configuration: await whereAllowed(() => readConfiguration(sql)),
    accounts: await whereAllowed(() => readAccounts(sql, resolve)),
    backlog: await whereAllowed(() => readBacklog(sql)),
  };
}

/** Parameters of this build's sysmail_update_account_sp; empty where the login may not see them. */
export async function readUpdateParameters(sql: SqlConnection): Promise<string[]> {
  const rows = z.array(z.object({ name: z.string() })).parse(await sql.query(statements.updateAccountParameters));
  return rows.map((row) => row.name);
}

/** A missing right is a finding; anything else is an error. */
async function whereAllowed<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { read: await read() };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code !== 'sql/no-right') throw error;
    return { failed: problem };
  }
}

/** AccountRetryDelay counts as 300 s where its row is missing: so Microsoft's own procedure does. */
export async function readConfiguration(sql: SqlConnection): Promise<MailConfiguration> {
  const rows = z
    .array(z.object({ paramname: z.string(), paramvalue: z.string().nullable() }))
    .parse(await sql.query(statements.configuration));
  const value = (name: string, fallback: number) => {
    const text = rows.find((row) => row.paramname.toLowerCase() === name.toLowerCase())?.paramvalue ?? '';
    return /^\d+$/.test(text) ? Number(text) : fallback;
  };
  return {
    retryAttempts: value('AccountRetryAttempts', 1),
    retryDelaySeconds: value('AccountRetryDelay', 300),
    loggingLevel: value('LoggingLevel', 2),
  };
}
