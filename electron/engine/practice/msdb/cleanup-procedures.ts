import { SqlError, type Procedure, type Row } from '../sql/catalogue';
import type { TableName } from './columns';
import { eventType } from './event-type';
import { writeLog } from './log';
import { optional } from './parameters';
import type { MsdbStore } from './store';
import { eventText, maySee, statusText } from './tables';

/** The procedures that delete old mails and old log rows. */
export function cleanupProcedures(store: MsdbStore): [string, Procedure][] {
  return [
    ['dbo.sysmail_delete_mailitems_sp', deleteMailItems(store)],
    ['dbo.sysmail_delete_log_sp', deleteLog(store)],
  ];
}

const invalid = (procedure: string, parameter: string, values: string) =>
  new SqlError(14266, `The specified '${parameter}' is invalid (valid values are: ${values}).`, 16, 1, procedure);

const isBefore = (date: Row[string] | undefined, limit: Date) => date instanceof Date && date < limit;

function removeWhere(store: MsdbStore, table: TableName, matches: (row: Row) => boolean): number {
  function* matching() {
    for (const row of store.read(table)) if (matches(row)) yield row;
  }
  return store.remove(table, matching());
}

/** Compares send_request_date, not sent_date; attachments and retries go with their mail, log rows stay. */
function deleteMailItems(store: MsdbStore): Procedure {
  const procedure = 'sysmail_delete_mailitems_sp';
  return {
    parameters: [optional('sent_before', 'datetime'), optional('sent_status', 'varchar', 8)],
    async run(args, session) {
      const before = args['@sent_before'];
      const status = textOf(args['@sent_status']);
      if (status !== null && !['unsent', 'sent', 'failed', 'retrying'].includes(status))
        throw invalid(procedure, '@sent_status', 'unsent, sent, failed, retrying');
      if (!(before instanceof Date) && status === null)
        throw new SqlError(
          14608,
          'Either @sent_before or @sent_status parameter needs to be supplied',
          16,
          1,
          procedure,
        );
      const count = removeWhere(
        store,
        'sysmail_mailitems',
        (row) =>
          maySee(session, row) &&
          (!(before instanceof Date) || isBefore(row.send_request_date, before)) &&
          (status === null || statusText(row) === status),
      );
      const text = `Mail items deletion is initiated by user "${session.login}". ${count} items deleted.`;
      writeLog(store, eventType.information, text);
      await store.durable();
      return { returnValue: 0 };
    },
  };
}

/** Without an argument it deletes everything. */
function deleteLog(store: MsdbStore): Procedure {
  const procedure = 'sysmail_delete_log_sp';
  return {
    parameters: [optional('logged_before', 'datetime'), optional('event_type', 'varchar', 15)],
    async run(args) {
      const before = args['@logged_before'];
      const type = textOf(args['@event_type']);
      if (type !== null && !['success', 'information', 'warning', 'error'].includes(type))
        throw invalid(procedure, '@event_type', 'success, information, warning, error');
      removeWhere(
        store,
        'sysmail_log',
        (row) =>
          (!(before instanceof Date) || isBefore(row.log_date, before)) && (type === null || eventText(row) === type),
      );
      await store.durable();
      return { returnValue: 0 };
    },
  };
}

const textOf = (value: Row[string] | undefined) => (typeof value === 'string' ? value.trim().toLowerCase() : null);
