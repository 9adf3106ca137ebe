import { z } from 'zod';
import type { SqlFacts } from '../../../shared/run/preflight-facts';
import { readQueueStatus } from './queue';
import { readAccounts, type Resolve } from './read-accounts';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const flag = z
  .number()
  .nullable()
  .transform((value) => value === 1);
const factsRow = z.object({ productVersion: z.string(), loginName: z.string() });
const rightsRow = z.object({
  isSysadmin: flag,
  mayReadAccounts: flag,
  mayUpdateAccount: flag,
  mayStopQueue: flag,
  mayStartQueue: flag,
  maySendMail: flag,
});

/** What the check list needs to know of the SQL Server; writes nothing. */
export async function readSqlFacts(sql: SqlConnection, resolve: Resolve): Promise<SqlFacts> {
  const facts = factsRow.parse((await sql.query(statements.serverFacts))[0]);
  const rights = rightsRow.parse((await sql.query(statements.rights))[0]);
  const switched = z.array(z.object({ valueInUse: z.number() })).parse(await sql.query(statements.databaseMailSwitch));
  const parameters = z.array(z.object({ name: z.string() })).parse(await sql.query(statements.updateAccountParameters));
  const backlog = z
    .array(z.object({ sent_status: z.int(), mails: z.int() }))
    .parse(await sql.query(statements.backlog));
  const configuration = await readConfiguration(sql);
  const waiting = (status: number) => backlog.find((row) => row.sent_status === status)?.mails ?? 0;
  return {
    ...facts,
    isSysadmin: rights.isSysadmin,
    mayReadAccounts: rights.mayReadAccounts,
    mayUpdateAccount: rights.mayUpdateAccount,
    mayRestartQueue: rights.mayStopQueue && rights.mayStartQueue,
    maySendMail: rights.maySendMail,
    databaseMailOn: switched[0]?.valueInUse === 1,
    queue: await readQueueStatus(sql),
    updateParameters: parameters.map((row) => row.name),
    ...configuration,
    accounts: await readAccounts(sql, resolve),
    unsent: waiting(0),
    retrying: waiting(3),
  };
}

/** AccountRetryDelay counts as 300 s where its row is missing: so Microsoft's own procedure does. */
export async function readConfiguration(
  sql: SqlConnection,
): Promise<{ retryAttempts: number; retryDelaySeconds: number; loggingLevel: number }> {
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
