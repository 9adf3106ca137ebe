import { SqlError, type Procedure, type Row } from '../sql/catalogue';
import { tableColumns } from './columns';
import { findObject, isSameName } from './find-object';
import { optional } from './parameters';
import { credentialId } from './credentials';
import type { MsdbStore } from './store';

/**
 * sysmail_update_account_sp, and the procedure that reads accounts.
 * @param without parameters that this build's procedure lacks
 */
export function accountProcedures(store: MsdbStore, without: readonly string[]): [string, Procedure][] {
  const update = updateAccount(store);
  const parameters = update.parameters.filter(({ name }) => !without.includes(name));
  return [
    ['dbo.sysmail_update_account_sp', { ...update, parameters }],
    ['dbo.sysmail_help_account_sp', helpAccount(store)],
  ];
}

const updateName = 'sysmail_update_account_sp';
const fail = (number: number, message: string, severity = 16) => new SqlError(number, message, severity, 1, updateName);

/** NULL keeps what is stored, except for the login: that is dropped unless @no_credential_change is 1. */
function updateAccount(store: MsdbStore): Procedure {
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
      optional('username', 'sysname', 128),
      optional('password', 'sysname', 128),
      optional('use_default_credentials', 'bit'),
      optional('enable_ssl', 'bit'),
      optional('timeout', 'int'),
      optional('no_credential_change', 'bit'),
    ],
    async run(args, session) {
      const wanted = { id: args['@account_id'] ?? null, name: args['@account_name'] ?? null };
      const account = findObject(store, 'account', wanted, updateName, true);
      if (!account) throw fail(14604, 'Both account parameters (id and name) cannot be NULL');
      const server = store.rows('sysmail_server').find((row) => row.account_id === account.account_id);
      if (!server) throw fail(14606, 'account id is not valid');
      const username = args['@username'] ?? null;
      checkServer(store, args, server, username);
      if (args['@account_id'] !== null) checkName(store, account, args['@account_name'] ?? null);

      const keep = (row: Row, column: string, parameter = `@${column}`) => {
        const given = args[parameter] ?? null;
        if (given !== null) row[column] = given;
      };
      if (args['@account_id'] !== null) keep(account, 'name', '@account_name');
      for (const column of ['email_address', 'display_name', 'replyto_address', 'description']) keep(account, column);
      keep(server, 'servername', '@mailserver_name');
      keep(server, 'servertype', '@mailserver_type');
      for (const column of ['port', 'use_default_credentials', 'enable_ssl', 'timeout']) keep(server, column);
      const password = args['@password'] ?? null;
      changeLogin(store, server, { username, password }, args['@no_credential_change'] === true);
      const stamp = { last_mod_datetime: store.now(), last_mod_user: session.login };
      Object.assign(account, stamp);
      Object.assign(server, stamp);
      store.changed();
      await store.durable();
      return { returnValue: 0 };
    },
  };
}

/** What is checked before anything is written; a stored use_default_credentials counts like a given one. */
function checkServer(store: MsdbStore, args: Row, server: Row, username: Row[string]): void {
  const type = args['@mailserver_type'] ?? server.servertype;
  if (!store.rows('sysmail_servertype').some((row) => isSameName(row.servertype, type)))
    throw fail(14614, `${String(type)} is not a valid mailserver_type`);
  if ((args['@use_default_credentials'] ?? server.use_default_credentials) === true && username !== null)
    throw fail(14666, 'User name cannot be supplied when using default credentials');
  if ((args['@password'] ?? null) !== null && username === null)
    throw fail(14615, 'The @username parameter needs to be supplied if the @password is supplied.');
}

function checkName(store: MsdbStore, account: Row, name: Row[string]): void {
  if (name === null) return;
  if (store.rows('sysmail_account').some((row) => row !== account && isSameName(row.name, name)))
    throw fail(
      2627,
      "Violation of UNIQUE KEY constraint 'SYSMAIL_ACCOUNT_NameMustBeUnique'. Cannot insert duplicate key in object 'dbo.sysmail_account'.",
      14,
    );
}

/** The trap: without @no_credential_change a call that names no user makes the account anonymous. */
function changeLogin(
  store: MsdbStore,
  server: Row,
  { username, password }: { username: Row[string]; password: Row[string] },
  leaveCredential: boolean,
): void {
  const credentials = (store.state.credentials ??= {});
  const id = credentialId(Number(server.account_id));
  const isGiven = username !== null && username !== '';
  if (leaveCredential) {
    // A user given together with the flag makes a credential, but the column is not written.
    if (!isGiven || server.credential_id !== null) return;
    server.credential_id = id;
    credentials[id] = String(password ?? '');
    return;
  }
  server.username = isGiven ? username : null;
  server.credential_id = isGiven ? id : null;
  // A user without a password leaves an empty one.
  credentials[id] = isGiven ? String(password ?? '') : '';
}

/** Twelve columns, and no timeout: whoever wants that reads sysmail_server. */
function helpAccount(store: MsdbStore): Procedure {
  const procedure = 'sysmail_help_account_sp';
  const fromAccount = ['account_id', 'name', 'description', 'email_address', 'display_name', 'replyto_address'];
  const fromServer = ['servertype', 'servername', 'port', 'username', 'use_default_credentials', 'enable_ssl'];
  const columns = [
    ...tableColumns.sysmail_account.filter((column) => fromAccount.includes(column.name)),
    ...tableColumns.sysmail_server.filter((column) => fromServer.includes(column.name)),
  ];
  return {
    parameters: [optional('account_id', 'int'), optional('account_name', 'sysname', 128)],
    run(args) {
      const account = findObject(store, 'account', { id: args['@account_id'], name: args['@account_name'] }, procedure);
      const rows = (account ? [account] : store.rows('sysmail_account')).map((row): Row => ({
        ...store.rows('sysmail_server').find((server) => server.account_id === row.account_id),
        ...row,
      }));
      return { returnValue: 0, resultSets: [{ columns, rows }] };
    },
  };
}
