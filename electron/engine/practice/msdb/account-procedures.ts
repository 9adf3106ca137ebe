import { SqlError, type Procedure, type Row } from '../sql/catalogue';
import { tableColumns } from './columns';
import { optional } from './parameters';
import type { MsdbStore } from './store';

/** sysmail_update_account_sp and the procedures that read accounts and profiles. */
export function accountProcedures(store: MsdbStore): [string, Procedure][] {
  return [
    ['dbo.sysmail_update_account_sp', updateAccount(store)],
    ['dbo.sysmail_help_account_sp', helpAccount(store)],
    ['dbo.sysmail_help_profile_sp', helpProfile(store)],
    ['dbo.sysmail_help_profileaccount_sp', helpProfileAccount(store)],
  ];
}

const fail = (number: number, message: string, procedure: string) => new SqlError(number, message, 16, 1, procedure);

/** By id or name; 14604 without either, 14606 and 14607 when unknown. */
function findAccount(store: MsdbStore, id: Row[string], name: Row[string], procedure: string): Row {
  if (id === null && name === null)
    throw fail(
      14604,
      'Both account_id and account_name parameters are NULL. Supply either one to identify the account.',
      procedure,
    );
  const accounts = store.rows('sysmail_account');
  const found =
    id === null
      ? accounts.find((row) => String(row.name).toLowerCase() === String(name).toLowerCase())
      : accounts.find((row) => row.account_id === id);
  if (found) return found;
  throw id === null
    ? fail(14607, 'account name is not valid', procedure)
    : fail(14606, 'account id is not valid', procedure);
}

/** NULL keeps what is stored, except for the login: that is dropped unless @no_credential_change is 1. */
function updateAccount(store: MsdbStore): Procedure {
  const name = 'sysmail_update_account_sp';
  return {
    parameters: [
      optional('account_id', 'int'),
      optional('account_name', 'sysname', 128),
      optional('email_address', 'nvarchar', 128),
      optional('display_name', 'nvarchar', 128),
      optional('replyto_address', 'nvarchar', 128),
      optional('description', 'nvarchar', 256),
      optional('mailserver_name', 'sysname', 128),
      optional('mailserver_type', 'sysname', 128),
      optional('port', 'int'),
      optional('username', 'nvarchar', 128),
      optional('password', 'nvarchar', 128),
      optional('use_default_credentials', 'bit'),
      optional('enable_ssl', 'bit'),
      optional('timeout', 'int'),
      optional('no_credential_change', 'bit'),
    ],
    async run(args) {
      const account = findAccount(store, args['@account_id'] ?? null, args['@account_name'] ?? null, name);
      const server = store.rows('sysmail_server').find((row) => row.account_id === account.account_id);
      if (!server) throw fail(14606, 'account id is not valid', name);
      const username = args['@username'] ?? null;
      if (args['@use_default_credentials'] === true && username !== null)
        throw fail(14666, 'User name cannot be supplied when using default credentials', name);
      if (args['@password'] !== null && username === null)
        throw fail(14615, 'The @username parameter needs to be supplied if the @password is supplied.', name);

      const keep = (row: Row, column: string, parameter: string) => {
        const given = args[parameter] ?? null;
        if (given !== null) row[column] = given;
      };
      if (args['@account_id'] !== null) keep(account, 'name', '@account_name');
      for (const column of ['email_address', 'display_name', 'replyto_address', 'description'])
        keep(account, column, `@${column}`);
      keep(server, 'servername', '@mailserver_name');
      keep(server, 'servertype', '@mailserver_type');
      for (const column of ['port', 'use_default_credentials', 'enable_ssl', 'timeout'])
        keep(server, column, `@${column}`);
      changeLogin(server, username, args['@no_credential_change'] === true);
      const stamp = { last_mod_datetime: store.now() };
      Object.assign(account, stamp);
      Object.assign(server, stamp);
      store.changed();
      await store.durable();
      return { returnValue: 0 };
    },
  };
}

/** The trap: without @no_credential_change a call that names no user makes the account anonymous. */
function changeLogin(server: Row, username: Row[string], leaveCredential: boolean): void {
  if (leaveCredential) {
    // A user given together with the flag makes a credential, but the column is not written.
    if (username !== null && server.credential_id === null) server.credential_id = 65_536 + Number(server.account_id);
    return;
  }
  const isGiven = username !== null && username !== '';
  server.username = isGiven ? username : null;
  server.credential_id = isGiven ? (server.credential_id ?? 65_536 + Number(server.account_id)) : null;
}

/** Twelve columns, and no timeout: whoever wants that reads sysmail_server. */
function helpAccount(store: MsdbStore): Procedure {
  const fromAccount = ['account_id', 'name', 'description', 'email_address', 'display_name', 'replyto_address'];
  const fromServer = ['servertype', 'servername', 'port', 'username', 'use_default_credentials', 'enable_ssl'];
  const columns = [
    ...tableColumns.sysmail_account.filter((column) => fromAccount.includes(column.name)),
    ...tableColumns.sysmail_server.filter((column) => fromServer.includes(column.name)),
  ];
  return {
    parameters: [optional('account_id', 'int'), optional('account_name', 'sysname', 128)],
    run(args) {
      const id = args['@account_id'] ?? null;
      const name = args['@account_name'] ?? null;
      const accounts =
        id === null && name === null
          ? store.rows('sysmail_account')
          : [findAccount(store, id, name, 'sysmail_help_account_sp')];
      const rows = accounts.map((account): Row => ({
        ...store.rows('sysmail_server').find((server) => server.account_id === account.account_id),
        ...account,
      }));
      return { returnValue: 0, resultSets: [{ columns, rows }] };
    },
  };
}

function helpProfile(store: MsdbStore): Procedure {
  return {
    parameters: [optional('profile_id', 'int'), optional('profile_name', 'sysname', 128)],
    run(args) {
      const rows = store
        .rows('sysmail_profile')
        .filter(
          (row) =>
            (args['@profile_id'] ?? row.profile_id) === row.profile_id &&
            (args['@profile_name'] ?? row.name) === row.name,
        );
      return { returnValue: 0, resultSets: [{ columns: tableColumns.sysmail_profile.slice(0, 3), rows }] };
    },
  };
}

function helpProfileAccount(store: MsdbStore): Procedure {
  const text = { type: 'sysname', length: 128, nullable: false } as const;
  const int = { type: 'int', nullable: true } as const;
  return {
    parameters: [
      optional('profile_id', 'int'),
      optional('profile_name', 'sysname', 128),
      optional('account_id', 'int'),
      optional('account_name', 'sysname', 128),
    ],
    run(args) {
      const name = (table: 'sysmail_profile' | 'sysmail_account', column: string, id: Row[string]) =>
        store.rows(table).find((row) => row[column] === id)?.name ?? null;
      const rows = store.rows('sysmail_profileaccount').map((row): Row => ({
        profile_id: row.profile_id ?? null,
        profile_name: name('sysmail_profile', 'profile_id', row.profile_id ?? null),
        account_id: row.account_id ?? null,
        account_name: name('sysmail_account', 'account_id', row.account_id ?? null),
        sequence_number: row.sequence_number ?? null,
      }));
      const wanted = rows.filter((row) =>
        ['profile_id', 'profile_name', 'account_id', 'account_name'].every(
          (column) => (args[`@${column}`] ?? row[column]) === row[column],
        ),
      );
      const columns = [
        { name: 'profile_id', ...int },
        { name: 'profile_name', ...text },
        { name: 'account_id', ...int },
        { name: 'account_name', ...text },
        { name: 'sequence_number', ...int },
      ];
      return { returnValue: 0, resultSets: [{ columns, rows: wanted }] };
    },
  };
}
