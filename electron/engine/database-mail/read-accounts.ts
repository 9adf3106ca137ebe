import { z } from 'zod';
import { accountSchema, type Account } from '../../../shared/database-mail/account';
import { parseFailure } from '../../../shared/database-mail/event-text';
import { countCauses } from '../../../shared/database-mail/failed-tries';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const text = z.string();
/** SQL Server's bit arrives as a boolean, an int expression as a number. */
const flag = z.union([z.boolean(), z.number()]).transform(Boolean);

const accountRowSchema = z.object({
  account_id: z.int(),
  name: text,
  email_address: text,
  display_name: text.nullable(),
  replyto_address: text.nullable(),
  description: text.nullable(),
  servertype: text,
  servername: text,
  port: z.int(),
  timeout: z.int().nullable(),
  username: text.nullable(),
  credential_id: z.int().nullable(),
  use_default_credentials: flag,
  enable_ssl: flag,
  flags: z.int(),
  last_mod_datetime: text,
  last_mod_user: text,
});
const profileRowSchema = z.object({
  account_id: z.int(),
  profile_id: z.int(),
  name: text,
  sequence_number: z.int().nullable(),
});
const useRowSchema = z.object({ account_id: z.int(), mails: z.int(), last_sent: text.nullable() });
const failureRowSchema = z.object({ account_id: z.int().nullable(), mailitem_id: z.int(), description: text });

/** Every address that a server's name stands for; empty where nobody knows it. */
export type Resolve = (name: string) => Promise<string[]>;

/** Every Database Mail account with its profiles, its server's addresses, and what failed in the last seven days, by cause. */
export async function readAccounts(sql: SqlConnection, resolve: Resolve): Promise<Account[]> {
  const rows = z.array(accountRowSchema).parse(await sql.query(statements.accounts, { id: null }));
  const profiles = z.array(profileRowSchema).parse(await sql.query(statements.accountProfiles));
  const failures = z
    .array(failureRowSchema)
    .parse(await sql.query(statements.recentFailures))
    .map(failureOf);
  const uses = z.array(useRowSchema).parse(await sql.query(statements.accountUse));
  const addresses = new Map<string, string[]>();
  for (const { servername } of rows) {
    if (!addresses.has(servername)) addresses.set(servername, await resolve(servername));
  }
  return rows.map((row) =>
    accountOf(row, {
      serverAddresses: addresses.get(row.servername) ?? [],
      profiles: profiles
        .filter((profile) => profile.account_id === row.account_id)
        .map((profile) => ({
          profileId: profile.profile_id,
          name: profile.name,
          sequenceNumber: profile.sequence_number,
        })),
      recentUse: useOf(uses, row.account_id),
      recentFailures: countCauses(failures.filter((failure) => failure.accountId === row.account_id)).map(
        ({ cause, mails, tries }) => ({ cause, mails, tries }),
      ),
    }),
  );
}

type Around = Pick<Account, 'serverAddresses' | 'profiles' | 'recentUse' | 'recentFailures'>;

function accountOf(row: z.infer<typeof accountRowSchema>, around: Around): Account {
  return accountSchema.parse({
    accountId: row.account_id,
    name: row.name,
    emailAddress: row.email_address,
    displayName: row.display_name,
    replyToAddress: row.replyto_address,
    description: row.description,
    serverType: row.servertype,
    serverName: row.servername,
    port: row.port,
    timeout: row.timeout,
    username: row.username,
    credentialId: row.credential_id,
    useDefaultCredentials: row.use_default_credentials,
    enableSsl: row.enable_ssl,
    flags: row.flags,
    lastModified: row.last_mod_datetime,
    lastModifiedBy: row.last_mod_user,
    signIn: row.use_default_credentials ? 'windows' : row.credential_id === null ? 'anonymous' : 'login',
    ...around,
  });
}

function useOf(rows: z.infer<typeof useRowSchema>[], accountId: number): Account['recentUse'] {
  const row = rows.find((candidate) => candidate.account_id === accountId);
  return row ? { mails: row.mails, lastSent: row.last_sent } : null;
}

/** The account is in the text even where the column is NULL. */
function failureOf({ account_id, mailitem_id, description }: z.infer<typeof failureRowSchema>) {
  const failure = parseFailure(description);
  return { ...failure, accountId: account_id ?? failure.accountId, mailitemId: mailitem_id };
}

/**
 * One account's own columns as they stand now: its profiles, use and failures are left out, so that a change waits for no lock on the
 * mails or the log. Null when it is gone.
 */
export async function readAccount(sql: SqlConnection, accountId: number): Promise<Account | null> {
  const [row] = z.array(accountRowSchema).parse(await sql.query(statements.accounts, { id: accountId }));
  return row ? accountOf(row, { serverAddresses: [], profiles: [], recentUse: null, recentFailures: [] }) : null;
}
