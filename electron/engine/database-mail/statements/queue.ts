import { quiet } from './text';

export const queueStatus = 'EXEC msdb.dbo.sysmail_help_status_sp;';

/** The last thing that is known of the Database Mail process, out of the newest 20,000 log rows. */
export const lastProcessRow = `${quiet}
SELECT TOP 1 l.log_id, l.description, l.process_id FROM msdb.dbo.sysmail_event_log l
WHERE l.log_id > (SELECT ISNULL(MAX(k.log_id), 0) - 20000 FROM msdb.dbo.sysmail_log k)
  AND l.description LIKE N'DatabaseMail process is %' ORDER BY l.log_id DESC;`;

export const stopQueue = 'EXEC msdb.dbo.sysmail_stop_sp;';
export const startQueue = 'EXEC msdb.dbo.sysmail_start_sp;';
