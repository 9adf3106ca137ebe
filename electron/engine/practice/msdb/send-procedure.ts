import { SqlError, type Procedure, type Row, type SqlSession } from '../sql/catalogue';
import { findObject } from './find-object';
import { output, optional } from './parameters';
import { sidOf } from './principals';
import { requireBroker } from './queue-procedures';
import type { MsdbStore } from './store';

const name = 'sp_send_dbmail';
const fail = (number: number, message: string, returnCode = 1) =>
  new SqlError(number, message, 16, 1, name, returnCode);

/** Parameters that must not be NULL, in the order they are looked at, and what is returned where one is. */
const neverNull: readonly [parameter: string, returnCode: number][] = [
  ['attach_query_result_as_file', 2],
  ['exclude_query_output', 3],
  ['query_result_header', 4],
  ['query_result_separator', 5],
  ['append_query_error', 6],
];

const isGiven = (value: Row[string] | undefined) => String(value ?? '') !== '';
const upper = (value: Row[string] | undefined) => String(value).toUpperCase();

/** What is checked before the mail is stored, in the procedure's own order. */
function check(args: Row): void {
  const needs = (parameter: string, returnCode: number) => {
    if ((args[`@${parameter}`] ?? null) === null)
      throw fail(14618, `Parameter '${parameter}' must be specified. This parameter cannot be NULL.`, returnCode);
  };
  for (const [parameter, returnCode] of neverNull) needs(parameter, returnCode);
  const format = args['@body_format'] ?? 'TEXT';
  if (!['TEXT', 'HTML'].includes(upper(format)))
    throw fail(
      14626,
      `Parameter @mailformat does not support the value "${upper(format)}". The mail format must be TEXT or HTML.`,
      13,
    );
  needs('importance', 15);
  if (!['LOW', 'NORMAL', 'HIGH'].includes(upper(args['@importance'])))
    throw fail(
      14622,
      `Parameter @importance does not support the value "${upper(args['@importance'])}". Mail importance must be one of LOW, NORMAL, or HIGH.`,
      16,
    );
  needs('sensitivity', 17);
  if (!['NORMAL', 'PERSONAL', 'PRIVATE', 'CONFIDENTIAL'].includes(upper(args['@sensitivity'])))
    throw fail(
      14623,
      `Parameter @sensitivity does not support the value "${upper(args['@sensitivity'])}". Mail sensitivity must be one of NORMAL, PERSONAL, PRIVATE, or CONFIDENTIAL.`,
      18,
    );
  for (const [returnCode, parameters] of [
    [19, ['@body', '@query', '@file_attachments', '@subject']],
    [20, ['@recipients', '@copy_recipients', '@blind_copy_recipients']],
  ] as const)
    if (!parameters.some((parameter) => isGiven(args[parameter])))
      throw fail(
        14624,
        `At least one of the following parameters must be specified. "${parameters.join(', ')}".`,
        returnCode,
      );
  if (args['@attach_query_result_as_file'] === true && !isGiven(args['@query']))
    throw fail(
      14625,
      'Parameter @attach_query_result_as_file cannot be 1 (true) when no value is specified for parameter @query. A query must be specified to attach the results of the query.',
      21,
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

/** The profile named, or the default one; whoever is not sysadmin may use public profiles and those of the login. */
function profileOf(store: MsdbStore, args: Row, session: SqlSession): Row[string] {
  const wanted = args['@profile_name'] ?? null;
  const principals = [sidOf(session.login), sidOf('public')];
  const open = principals.flatMap((sid) =>
    store.rows('sysmail_principalprofile').filter((row) => row.principal_sid === sid),
  );
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
 * sp_send_dbmail: checks, one row in sysmail_mailitems, one message to the queue. A refused call raises its error and returns the
 * code that goes with it.
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
      requireBroker(store, name);
      if (!store.state.queueStarted)
        throw fail(14641, 'Mail not queued. Database Mail is stopped. Use sysmail_start_sp to start Database Mail.');
      const profileId = profileOf(store, args, session);
      check(args);
      const row = store.insert('sysmail_mailitems', mailOf(args, profileId, session, store.now()));
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
