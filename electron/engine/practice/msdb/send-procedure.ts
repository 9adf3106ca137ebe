import { SqlError, type Procedure, type Row } from '../sql/catalogue';
import { output, optional } from './parameters';
import type { MsdbStore } from './store';

/** sp_send_dbmail: checks, one row in sysmail_mailitems, one message to the queue. */
export function sendProcedure(
  store: MsdbStore,
  configurations: Readonly<Record<string, number>>,
  queued: (mailItemId: number) => void,
): [string, Procedure] {
  const fail = (number: number, message: string) => new SqlError(number, message, 16, 1, 'sp_send_dbmail');

  function profileOf(args: Row): Row {
    const name = args['@profile_name'] ?? null;
    if (name === null)
      throw fail(14636, 'No global profile is configured. Specify a profile name in the @profile_name parameter.');
    const profile = store
      .rows('sysmail_profile')
      .find((row) => String(row.name).toLowerCase() === String(name).toLowerCase());
    if (!profile) throw fail(14607, 'profile name is not valid');
    return profile;
  }

  function check(args: Row): void {
    if (configurations['Database Mail XPs'] !== 1) {
      throw fail(
        15281,
        "SQL Server blocked access to procedure 'dbo.sp_send_dbmail' of component 'Database Mail XPs' because this component is turned off as part of the security configuration for this server.",
      );
    }
    if (!store.state.queueStarted)
      throw fail(14641, 'Mail not queued. Database Mail is stopped. Use sysmail_start_sp to start Database Mail.');
    const to = ['@recipients', '@copy_recipients', '@blind_copy_recipients'].some(
      (name) => String(args[name] ?? '') !== '',
    );
    if (!to)
      throw fail(
        14624,
        'At least one of the following parameters must be specified. "@recipients, @copy_recipients, @blind_copy_recipients".',
      );
    const content = ['@body', '@query', '@file_attachments', '@subject'].some(
      (name) => String(args[name] ?? '') !== '',
    );
    if (!content)
      throw fail(
        14624,
        'At least one of the following parameters must be specified. "@body, @query, @file_attachments, @subject".',
      );
    if (!['TEXT', 'HTML'].includes(String(args['@body_format'] ?? 'TEXT').toUpperCase()))
      throw fail(14626, `Parameter @body_format is not valid. It must be TEXT or HTML.`);
    if (!['LOW', 'NORMAL', 'HIGH'].includes(String(args['@importance']).toUpperCase()))
      throw fail(14622, 'Parameter @importance does not support the value given.');
    if (!['NORMAL', 'PERSONAL', 'PRIVATE', 'CONFIDENTIAL'].includes(String(args['@sensitivity']).toUpperCase()))
      throw fail(14623, 'Parameter @sensitivity does not support the value given.');
  }

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
      check(args);
      const profile = profileOf(args);
      const text = (name: string) => args[`@${name}`] ?? null;
      const row = store.insert(
        'sysmail_mailitems',
        {
          profile_id: profile.profile_id ?? null,
          recipients: text('recipients'),
          copy_recipients: text('copy_recipients'),
          blind_copy_recipients: text('blind_copy_recipients'),
          subject: text('subject') ?? 'SQL Server Message',
          body: text('body'),
          body_format: text('body_format') ?? 'TEXT',
          importance: text('importance'),
          sensitivity: text('sensitivity'),
          from_address: text('from_address'),
          reply_to: text('reply_to'),
          send_request_date: store.now(),
          send_request_user: session.login,
          sent_status: 0,
        },
        'mailitem_id',
      );
      const id = Number(row.mailitem_id);
      queued(id);
      const messages =
        args['@exclude_query_output'] === true ? [] : [{ number: 14635, text: `Mail (Id: ${id}) queued.` }];
      return { returnValue: 0, messages, outputs: { '@mailitem_id': id } };
    },
  };
  return ['dbo.sp_send_dbmail', procedure];
}
