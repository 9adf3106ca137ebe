import { SqlError, type Procedure, type Row, type SqlSession } from '../sql/catalogue';
import { findObject } from './find-object';
import { output, optional } from './parameters';
import type { MsdbStore } from './store';

const name = 'sp_send_dbmail';
const fail = (number: number, message: string) => new SqlError(number, message, 16, 1, name);

/** Parameters that must not be NULL, in the order they are looked at. */
const neverNull = [
  'attach_query_result_as_file',
  'exclude_query_output',
  'query_result_header',
  'query_result_separator',
  'append_query_error',
];

const isGiven = (value: Row[string] | undefined) => String(value ?? '') !== '';
const upper = (value: Row[string] | undefined) => String(value).toUpperCase();

/** What is checked before the mail is stored, in the procedure's own order. */
function check(args: Row): void {
  const needs = (parameter: string) => {
    if ((args[`@${parameter}`] ?? null) === null)
      throw fail(14618, `Parameter '${parameter}' must be specified. This parameter cannot be NULL.`);
  };
  neverNull.forEach(needs);
  const format = args['@body_format'] ?? 'TEXT';
  if (!['TEXT', 'HTML'].includes(upper(format)))
    throw fail(
      14626,
      `Parameter @mailformat does not support the value "${upper(format)}". The mail format must be TEXT or HTML.`,
    );
  needs('importance');
  if (!['LOW', 'NORMAL', 'HIGH'].includes(upper(args['@importance'])))
    throw fail(
      14622,
      `Parameter @importance does not support the value "${upper(args['@importance'])}". Mail importance must be one of LOW, NORMAL, or HIGH.`,
    );
  needs('sensitivity');
  if (!['NORMAL', 'PERSONAL', 'PRIVATE', 'CONFIDENTIAL'].includes(upper(args['@sensitivity'])))
    throw fail(
      14623,
      `Parameter @sensitivity does not support the value "${upper(args['@sensitivity'])}". Mail sensitivity must be one of NORMAL, PERSONAL, PRIVATE, or CONFIDENTIAL.`,
    );
  for (const parameters of [
    ['@body', '@query', '@file_attachments', '@subject'],
    ['@recipients', '@copy_recipients', '@blind_copy_recipients'],
  ])
    if (!parameters.some((parameter) => isGiven(args[parameter])))
      throw fail(14624, `At least one of the following parameters must be specified. "${parameters.join(', ')}".`);
  if (args['@attach_query_result_as_file'] === true && !isGiven(args['@query']))
    throw fail(
      14625,
      'Parameter @attach_query_result_as_file cannot be 1 (true) when no value is specified for parameter @query. A query must be specified to attach the results of the query.',
    );
  if (isGiven(args['@query']))
    throw fail(14661, 'Query execution failed: the practice SQL Server runs no queries for a mail.');
  // The file would be read as the Windows user, and the practice server has SQL logins only.
  if (isGiven(args['@file_attachments']))
    throw fail(
      22051,
      'The client connection security context could not be impersonated. Attaching files require an integrated client login',
    );
}

/** The profile named, or public's default; whoever is not sysadmin may use public profiles only. */
function profileOf(store: MsdbStore, args: Row, session: SqlSession): Row[string] {
  const wanted = args['@profile_name'] ?? null;
  const open = store.rows('sysmail_principalprofile');
  if (wanted === null) {
    const found = open.find((row) => row.is_default === true);
    if (found) return found.profile_id ?? null;
    throw fail(14636, 'No global profile is configured. Specify a profile name in the @profile_name parameter.');
  }
  const profile = findObject(store, 'profile', { id: null, name: wanted }, name);
  const id = profile?.profile_id ?? null;
  if (!session.isSysadmin && !open.some((row) => row.profile_id === id)) throw fail(14607, 'profile name is not valid');
  return id;
}

/**
 * sp_send_dbmail: checks, one row in sysmail_mailitems, one message to the queue. A refused call ends in its error: the return code that goes
 * with it is not answered.
 */
export function sendProcedure(
  store: MsdbStore,
  configurations: Readonly<Record<string, number>>,
  queued: (mailItemId: number) => void,
): [string, Procedure] {
  const procedure: Procedure = {
    parameters: [
      optional('profile_name', 'sysname', 128),
      optional('recipients', 'varchar', 'max'),
      optional('copy_recipients', 'varchar', 'max'),
      optional('blind_copy_recipients', 'varchar', 'max'),
      optional('subject', 'nvarchar', 255),
      optional('body', 'nvarchar', 'max'),
      optional('body_format', 'varchar', 20),
      optional('importance', 'varchar', 6, 'NORMAL'),
      optional('sensitivity', 'varchar', 12, 'NORMAL'),
      optional('file_attachments', 'nvarchar', 'max'),
      optional('query', 'nvarchar', 'max'),
      optional('execute_query_database', 'sysname', 128),
      optional('attach_query_result_as_file', 'bit', undefined, false),
      optional('query_attachment_filename', 'nvarchar', 260),
      optional('query_result_header', 'bit', undefined, true),
      optional('query_result_width', 'int', undefined, 256),
      optional('query_result_separator', 'char', 1, ' '),
      optional('exclude_query_output', 'bit', undefined, false),
      optional('append_query_error', 'bit', undefined, false),
      optional('query_no_truncate', 'bit', undefined, false),
      optional('query_result_no_padding', 'bit', undefined, false),
      output('mailitem_id', 'int'),
      optional('from_address', 'varchar', 'max'),
      optional('reply_to', 'varchar', 'max'),
    ],
    run(args, session) {
      if (configurations['Database Mail XPs'] !== 1) {
        throw fail(
          15281,
          "SQL Server blocked access to procedure 'dbo.sp_send_dbmail' of component 'Database Mail XPs' because this component is turned off as part of the security configuration for this server. A system administrator can enable the use of 'Database Mail XPs' by using sp_configure. For more information about enabling 'Database Mail XPs', see \"Surface Area Configuration\" in SQL Server Books Online.",
        );
      }
      if (!store.state.queueStarted)
        throw fail(14641, 'Mail not queued. Database Mail is stopped. Use sysmail_start_sp to start Database Mail.');
      const profileId = profileOf(store, args, session);
      check(args);
      const row = store.insert('sysmail_mailitems', mailOf(args, profileId, session, store.now()), 'mailitem_id');
      const id = Number(row.mailitem_id);
      queued(id);
      const messages =
        args['@exclude_query_output'] === true ? [] : [{ number: 14635, text: `Mail (Id: ${id}) queued.` }];
      return { returnValue: 0, messages, outputs: { '@mailitem_id': id } };
    },
  };
  return ['dbo.sp_send_dbmail', procedure];
}

function mailOf(args: Row, profileId: Row[string], session: SqlSession, now: Date): Row {
  const kept = [
    'recipients',
    'copy_recipients',
    'blind_copy_recipients',
    'body',
    'file_attachments',
    'query',
    'execute_query_database',
    'attach_query_result_as_file',
    'query_result_header',
    'query_result_width',
    'query_result_separator',
    'exclude_query_output',
    'append_query_error',
    'from_address',
    'reply_to',
  ];
  return {
    ...Object.fromEntries(kept.map((column) => [column, args[`@${column}`] ?? null])),
    profile_id: profileId,
    subject: isGiven(args['@subject']) ? (args['@subject'] ?? null) : 'SQL Server Message',
    body_format: upper(args['@body_format'] ?? 'TEXT'),
    importance: upper(args['@importance']),
    sensitivity: upper(args['@sensitivity']),
    attachment_encoding: 'MIME',
    send_request_date: now,
    send_request_user: session.login,
    sent_status: 0,
    last_mod_date: now,
    last_mod_user: session.login,
  };
}
