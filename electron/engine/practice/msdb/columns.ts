import type { Column, Row, SqlTypeName } from '../sql/catalogue';

/** "name type [length] [null]" as in a CREATE TABLE. */
function columns(...texts: string[]): Column[] {
  return texts.map((text) => {
    const [name = '', type = '', ...rest] = text.split(' ');
    const length = rest.find((word) => word === 'max' || /^\d+$/.test(word));
    return {
      name,
      type: type as SqlTypeName,
      nullable: rest.includes('null'),
      ...(length === undefined ? {} : { length: length === 'max' ? 'max' : Number(length) }),
    };
  });
}

const modified = ['last_mod_datetime datetime', 'last_mod_user sysname 128'];

/** msdb's Database Mail tables, as SQL Server 2008 R2 has them. */
export const tableColumns = {
  sysmail_account: columns(
    'account_id int',
    'name sysname 128',
    'description nvarchar 256 null',
    'email_address nvarchar 128',
    'display_name nvarchar 128 null',
    'replyto_address nvarchar 128 null',
    ...modified,
  ),
  sysmail_server: columns(
    'account_id int',
    'servertype sysname 128',
    'servername sysname 128',
    'port int',
    'username nvarchar 128 null',
    'credential_id int null',
    'use_default_credentials bit',
    'enable_ssl bit',
    'flags int',
    'timeout int null',
    ...modified,
  ),
  sysmail_servertype: columns('servertype sysname 128', 'is_incoming bit', 'is_outgoing bit', ...modified),
  sysmail_profile: columns('profile_id int', 'name sysname 128', 'description nvarchar 256 null', ...modified),
  sysmail_profileaccount: columns('profile_id int', 'account_id int', 'sequence_number int null', ...modified),
  // Binary columns go out as hexadecimal text: the practice server has no varbinary.
  sysmail_principalprofile: columns('profile_id int', 'principal_sid varchar 172', 'is_default bit', ...modified),
  sysmail_configuration: columns(
    'paramname nvarchar 256',
    'paramvalue nvarchar 256 null',
    'description nvarchar 256 null',
    ...modified,
  ),
  sysmail_mailitems: columns(
    'mailitem_id int',
    'profile_id int',
    'recipients varchar max null',
    'copy_recipients varchar max null',
    'blind_copy_recipients varchar max null',
    'subject nvarchar 255 null',
    'from_address varchar max null',
    'reply_to varchar max null',
    'body nvarchar max null',
    'body_format varchar 20 null',
    'importance varchar 6 null',
    'sensitivity varchar 12 null',
    'file_attachments nvarchar max null',
    'attachment_encoding varchar 20 null',
    'query nvarchar max null',
    'execute_query_database sysname 128 null',
    'attach_query_result_as_file bit null',
    'query_result_header bit null',
    'query_result_width int null',
    'query_result_separator char 1 null',
    'exclude_query_output bit null',
    'append_query_error bit null',
    'send_request_date datetime',
    'send_request_user sysname 128',
    'sent_account_id int null',
    'sent_status tinyint null',
    'sent_date datetime null',
    'last_mod_date datetime',
    'last_mod_user sysname 128',
  ),
  sysmail_send_retries: columns(
    'conversation_handle uniqueidentifier 36',
    'mailitem_id int',
    'send_attempts int',
    'last_send_attempt_date datetime null',
  ),
  sysmail_attachments: columns(
    'attachment_id int',
    'mailitem_id int',
    'filename nvarchar 260',
    'filesize int',
    'attachment varchar max null',
    'last_mod_date datetime',
    'last_mod_user sysname 128',
  ),
  sysmail_log: columns(
    'log_id int',
    'event_type int',
    'log_date datetime',
    'description nvarchar max null',
    'process_id int null',
    'mailitem_id int null',
    'account_id int null',
    'last_mod_date datetime',
    'last_mod_user sysname 128',
  ),
} as const;

export type TableName = keyof typeof tableColumns;

/** Primary keys that rise with each new row: such a table is read by them. */
export const identityOf: Readonly<Partial<Record<TableName, string>>> = {
  sysmail_mailitems: 'mailitem_id',
  sysmail_attachments: 'attachment_id',
  sysmail_log: 'log_id',
};

/** A row with every column of its table; those not given are NULL. */
export function blankRow(table: TableName, values: Row): Row {
  return Object.fromEntries(tableColumns[table].map(({ name }) => [name, values[name] ?? null]));
}

/** Columns of the views over sysmail_mailitems: the base's, less from_address and reply_to, the status as text. */
export const itemViewColumns: readonly Column[] = tableColumns.sysmail_mailitems
  .filter(({ name }) => name !== 'from_address' && name !== 'reply_to')
  .map((column) => (column.name === 'sent_status' ? { ...column, type: 'varchar', length: 8 } : column));

export const eventLogColumns: readonly Column[] = tableColumns.sysmail_log.map((column) =>
  column.name === 'event_type' ? { ...column, type: 'varchar', length: 11 } : column,
);
