import { describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import type { LabLogin } from '../../electron/engine/practice/msdb/options';
import { ProblemError } from '../../shared/result';
import { signIn, startLab } from '../support/practice-lab';
import { refusal, sendMail } from '../support/practice-mail';

const password = 'Practice-only-2';
const logins: LabLogin[] = [
  { user: 'boss', password, role: 'sysadmin' },
  { user: 'reader', password, role: 'db_datareader' },
  { user: 'mailer', password, role: 'DatabaseMailUserRole' },
  { user: 'granted', password, role: 'granted', grants: ['sysmail_update_account_sp', 'sysmail_server'] },
  { user: 'nobody', password, role: 'none' },
];
const principals = [{ profile: 'Newsletter', principal: 'mailer', isDefault: true }];

const tables = [
  'sysmail_account',
  'sysmail_server',
  'sysmail_servertype',
  'sysmail_profile',
  'sysmail_profileaccount',
  'sysmail_principalprofile',
  'sysmail_configuration',
  'sysmail_mailitems',
  'sysmail_send_retries',
  'sysmail_attachments',
  'sysmail_log',
];
const views = [
  'sysmail_allitems',
  'sysmail_sentitems',
  'sysmail_faileditems',
  'sysmail_unsentitems',
  'sysmail_mailattachments',
  'sysmail_event_log',
];
const procedures = [
  'sp_send_dbmail',
  'sysmail_update_account_sp',
  'sysmail_help_account_sp',
  'sysmail_help_profile_sp',
  'sysmail_help_profileaccount_sp',
  'sysmail_help_principalprofile_sp',
  'sysmail_start_sp',
  'sysmail_stop_sp',
  'sysmail_help_status_sp',
  'sysmail_help_queue_sp',
  'sysmail_configure_sp',
  'sysmail_help_configure_sp',
  'sysmail_delete_mailitems_sp',
  'sysmail_delete_log_sp',
];

/** Each right on each object, and a statement that needs it but does nothing. */
const uses: [right: string, object: string, statement: string][] = [
  ...[...tables, ...views].flatMap((name): [string, string, string][] => [
    ['SELECT', name, `select top 1 * from msdb.dbo.${name}`],
    ['UPDATE', name, `update msdb.dbo.${name} set last_mod_user = 'x' where 1 = 0`],
    ['DELETE', name, `delete from msdb.dbo.${name} where 1 = 0`],
  ]),
  // An unknown parameter is told of (8145) only to whoever may execute.
  ...procedures.map((name): [string, string, string] => ['EXECUTE', name, `exec msdb.dbo.${name} @nonsense = 1`]),
];

/** Whether the server lets it happen: nothing but 229 and 916 is a matter of rights. */
async function isAllowed(sql: SqlConnection, statement: string): Promise<boolean> {
  try {
    await sql.run(statement);
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return !/^Error (229|916):/.test(error.problem.detail);
  }
}

async function allowed(sql: SqlConnection): Promise<string[]> {
  const found: string[] = [];
  for (const [right, object, statement] of uses) if (await isAllowed(sql, statement)) found.push(`${right} ${object}`);
  return found;
}

async function told(sql: SqlConnection): Promise<string[]> {
  const columns = uses.map(
    ([right, object], index) => `HAS_PERMS_BY_NAME('msdb.dbo.${object}', 'OBJECT', '${right}') as c${index}`,
  );
  const [row = {}] = await sql.query(`select ${columns.join(', ')}`);
  return uses.flatMap(([right, object], index) => (row[`c${index}`] === 1 ? [`${right} ${object}`] : []));
}

describe('rights in the practice SQL Server', () => {
  const start = async (user: string, options = {}) => {
    const lab = await startLab({ msdb: { logins, principals, ...options } });
    return { lab, sql: await signIn(lab, { user, password }) };
  };

  it.each([
    ['boss', uses.map(([right, object]) => `${right} ${object}`)],
    ['reader', [...tables, ...views].map((name) => `SELECT ${name}`)],
    [
      'mailer',
      [
        ...views.map((name) => `SELECT ${name}`),
        'EXECUTE sp_send_dbmail',
        'EXECUTE sysmail_help_status_sp',
        'EXECUTE sysmail_delete_mailitems_sp',
      ],
    ],
    ['granted', ['SELECT sysmail_server', 'EXECUTE sysmail_update_account_sp']],
  ])('HAS_PERMS_BY_NAME tells %s what the server then does', async (user, expected) => {
    const { sql } = await start(user);
    expect((await told(sql)).sort()).toEqual([...expected].sort());
    expect((await allowed(sql)).sort()).toEqual([...expected].sort());
  });

  it('refuses in the words of SQL Server', async () => {
    const { sql } = await start('mailer');
    expect(await refusal(() => sql.query('select * from msdb.dbo.sysmail_server'))).toBe(
      "Error 229: The SELECT permission was denied on the object 'sysmail_server', database 'msdb', schema 'dbo'.",
    );
    expect(await refusal(() => sql.run('exec msdb.dbo.sysmail_stop_sp'))).toBe(
      "Error 229: The EXECUTE permission was denied on the object 'sysmail_stop_sp', database 'msdb', schema 'dbo'.",
    );
  });

  it('keeps msdb shut for a login without a user there', async () => {
    const lab = await startLab({ msdb: { logins } });
    const { default: mssql } = await import('mssql');
    const { host, port } = lab.sql;
    const pool = new mssql.ConnectionPool({
      server: host,
      port,
      user: 'nobody',
      password,
      database: 'master',
      options: { encrypt: false },
    });
    await pool.connect();
    const ask = (text: string) => pool.request().query<Record<string, unknown>>(text);
    try {
      const message = `The server principal "nobody" is not able to access the database "msdb" under the current security context.`;
      for (const text of ['select * from msdb.dbo.sysmail_server', 'use msdb', 'exec msdb.dbo.sysmail_help_status_sp'])
        await expect(ask(text)).rejects.toMatchObject({ number: 916, message });
      const { recordset } = await ask(
        "select HAS_DBACCESS('msdb') as msdb, HAS_DBACCESS('master') as master, HAS_DBACCESS('none') as none, DB_NAME() as now, OBJECT_ID('msdb.dbo.sysmail_server') as id, HAS_PERMS_BY_NAME('msdb.dbo.sysmail_server', 'OBJECT', 'SELECT') as may",
      );
      expect(recordset).toEqual([{ msdb: 0, master: 1, none: null, now: 'master', id: null, may: null }]);
    } finally {
      await pool.close();
    }
  });

  it('answers who is asking', async () => {
    const columns = `select IS_SRVROLEMEMBER('sysadmin') as sysadmin, IS_SRVROLEMEMBER('nonsense') as noRole,
      IS_MEMBER('db_owner') as owner, IS_MEMBER('db_datareader') as reader, IS_MEMBER('DatabaseMailUserRole') as mailer,
      IS_MEMBER('public') as everyone, IS_MEMBER('nonsense') as noMember, ORIGINAL_LOGIN() as login, APP_NAME() as program,
      HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') as state, HAS_PERMS_BY_NAME('msdb', 'DATABASE', 'CONNECT') as opens,
      HAS_PERMS_BY_NAME('msdb.dbo.nonsense', 'OBJECT', 'SELECT') as noObject, DB_ID('msdb') as id`;
    const always = { noRole: null, everyone: 1, noMember: null, program: 'RelayTune', opens: 1, noObject: null, id: 4 };
    const lab = await startLab({ msdb: { logins } });
    const ask = async (user: string) => (await signIn(lab, { user, password })).query(columns);
    expect(await ask('reader')).toEqual([
      { ...always, sysadmin: 0, owner: 0, reader: 1, mailer: 0, login: 'reader', state: 0 },
    ]);
    expect(await ask('mailer')).toEqual([
      { ...always, sysadmin: 0, owner: 0, reader: 0, mailer: 1, login: 'mailer', state: 0 },
    ]);
    expect(await ask('boss')).toMatchObject([{ ...always, sysadmin: 1, owner: 1, login: 'boss', state: 1 }]);
  });

  it('shows others their own mails, and the whole log to readers of msdb from 2025 on', async () => {
    const mailsOf = (sql: SqlConnection) => sql.query('select mailitem_id from msdb.dbo.sysmail_allitems');
    const logRows = async (sql: SqlConnection) =>
      (await sql.query('select log_id from msdb.dbo.sysmail_event_log')).length;
    const { lab, sql: mailer } = await start('mailer', { build: { productVersion: '16.0.4105.2' } });
    const own = await signIn(lab);
    const reader = await signIn(lab, { user: 'reader', password });
    await sendMail(own);
    const id = await sendMail(mailer);
    expect(await mailsOf(mailer)).toEqual([{ mailitem_id: id }]);
    expect(await mailsOf(own)).toHaveLength(2);
    expect(await mailsOf(reader)).toEqual([]);
    expect(await logRows(own)).toBeGreaterThan(0);
    expect(await logRows(mailer)).toBe(0);
    expect(await logRows(reader)).toBe(0);
    expect((await reader.query('select log_id from msdb.dbo.sysmail_log')).length).toBeGreaterThan(0);

    const newer = await start('reader', { build: { productVersion: '17.0.1000.7' } });
    await sendMail(await signIn(newer.lab));
    expect(await logRows(newer.sql)).toBeGreaterThan(0);
  });

  it('lets a login send through the profiles that are its own, and no others', async () => {
    const { sql } = await start('mailer');
    expect(await refusal(() => sendMail(sql, 'Alerts'))).toBe('Error 14607: profile name is not valid');
    await sql.call('msdb.dbo.sp_send_dbmail', { recipients: 'relay.test1@corp.example', body: 'y' }, []);
    const [mail] = await sql.query('select profile_id, send_request_user from msdb.dbo.sysmail_allitems');
    expect(mail).toEqual({ profile_id: 2, send_request_user: 'mailer' });
  });

  it('shows sessions of others with VIEW SERVER STATE only', async () => {
    const text = 'select login_name from master.sys.dm_exec_sessions order by login_name';
    const { lab, sql } = await start('reader');
    const boss = await signIn(lab, { user: 'boss', password });
    expect(await sql.query(text)).toEqual([{ login_name: 'reader' }]);
    await sendMail(boss);
    expect(await boss.query(text)).toEqual([
      { login_name: 'boss' },
      { login_name: 'NT AUTHORITY\\SYSTEM' },
      { login_name: 'reader' },
    ]);
    expect(await refusal(() => sql.query('select NodeName from master.sys.dm_os_cluster_nodes'))).toBe(
      "Error 300: VIEW SERVER STATE permission was denied on object 'server', database 'master'.",
    );
  });

  it('hides the parameters of procedures that a login has no right to', async () => {
    const text = `select p.name from msdb.sys.all_parameters p where p.object_id = OBJECT_ID(N'msdb.dbo.sysmail_update_account_sp')`;
    const { lab, sql } = await start('reader');
    expect(await sql.query(text)).toEqual([]);
    expect(await (await signIn(lab, { user: 'granted', password })).query(text)).toHaveLength(15);
  });
});
