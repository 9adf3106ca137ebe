import type { Column, Procedure, Row } from '../sql/catalogue';
import { tableColumns } from './columns';
import { findObject } from './find-object';
import { optional } from './parameters';
import { sidOf } from './principals';
import type { MsdbStore } from './store';

const int = { type: 'int', nullable: true } as const;
const name = { type: 'sysname', length: 128, nullable: true } as const;

/** The procedures that read profiles, their accounts and who may use them. */
export function profileProcedures(store: MsdbStore): [string, Procedure][] {
  return [
    ['dbo.sysmail_help_profile_sp', helpProfile(store)],
    ['dbo.sysmail_help_profileaccount_sp', helpProfileAccount(store)],
    ['dbo.sysmail_help_principalprofile_sp', helpPrincipalProfile(store)],
  ];
}

function helpProfile(store: MsdbStore): Procedure {
  const procedure = 'sysmail_help_profile_sp';
  return {
    parameters: [optional('profile_id', 'int'), optional('profile_name', 'sysname', 128)],
    run(args) {
      const profile = findObject(store, 'profile', { id: args['@profile_id'], name: args['@profile_name'] }, procedure);
      const rows = profile ? [profile] : store.rows('sysmail_profile');
      return { returnValue: 0, resultSets: [{ columns: tableColumns.sysmail_profile.slice(0, 3), rows }] };
    },
  };
}

function helpProfileAccount(store: MsdbStore): Procedure {
  const procedure = 'sysmail_help_profileaccount_sp';
  const columns: Column[] = [
    { name: 'profile_id', ...int },
    { name: 'profile_name', ...name },
    { name: 'account_id', ...int },
    { name: 'account_name', ...name },
    { name: 'sequence_number', ...int },
  ];
  return {
    parameters: [
      optional('profile_id', 'int'),
      optional('profile_name', 'sysname', 128),
      optional('account_id', 'int'),
      optional('account_name', 'sysname', 128),
    ],
    run(args) {
      const profile = findObject(store, 'profile', { id: args['@profile_id'], name: args['@profile_name'] }, procedure);
      const account = findObject(store, 'account', { id: args['@account_id'], name: args['@account_name'] }, procedure);
      const rows = store
        .rows('sysmail_profileaccount')
        .filter(
          (row) =>
            (!profile || row.profile_id === profile.profile_id) && (!account || row.account_id === account.account_id),
        )
        .map((row): Row => ({
          profile_id: row.profile_id ?? null,
          profile_name: nameOf(store, 'profile', row),
          account_id: row.account_id ?? null,
          account_name: nameOf(store, 'account', row),
          sequence_number: row.sequence_number ?? null,
        }));
      return { returnValue: 0, resultSets: [{ columns, rows }] };
    },
  };
}

function helpPrincipalProfile(store: MsdbStore): Procedure {
  const procedure = 'sysmail_help_principalprofile_sp';
  const columns: Column[] = [
    { name: 'principal_id', ...int },
    { name: 'principal_name', ...name },
    { name: 'profile_id', ...int },
    { name: 'profile_name', ...name },
    { name: 'is_default', type: 'bit', nullable: true },
  ];
  return {
    parameters: [
      optional('principal_id', 'int'),
      optional('principal_name', 'sysname', 128),
      optional('profile_id', 'int'),
      optional('profile_name', 'sysname', 128),
    ],
    run(args) {
      const profile = findObject(store, 'profile', { id: args['@profile_id'], name: args['@profile_name'] }, procedure);
      const rows = store
        .rows('sysmail_principalprofile')
        .filter((row) => !profile || row.profile_id === profile.profile_id)
        .map((row): Row => ({
          ...principalOf(store, row),
          profile_id: row.profile_id ?? null,
          profile_name: nameOf(store, 'profile', row),
          is_default: row.is_default ?? null,
        }));
      return { returnValue: 0, resultSets: [{ columns, rows }] };
    },
  };
}

/** Public, or the login whose profile it is; database users have the number after dbo, guest and the like. */
function principalOf(store: MsdbStore, row: Row): Row {
  const logins = store.state.options?.logins ?? [];
  const at = logins.findIndex(({ user }) => sidOf(user) === row.principal_sid);
  return at < 0
    ? { principal_id: 0, principal_name: 'public' }
    : { principal_id: 5 + at, principal_name: logins[at]?.user ?? null };
}

function nameOf(store: MsdbStore, kind: 'profile' | 'account', of: Row): Row[string] {
  const id = `${kind}_id`;
  return store.rows(`sysmail_${kind}`).find((row) => row[id] === of[id])?.name ?? null;
}
