import { quiet, variables } from './text';

/** Mails waiting among the newest 5,000, whose rows hold whole bodies: sent_status 0 = unsent, 3 = retrying. */
export const backlog = `${quiet}
SELECT m.sent_status, COUNT(*) AS mails FROM msdb.dbo.sysmail_mailitems m
WHERE m.mailitem_id > (SELECT ISNULL(MAX(n.mailitem_id), 0) - 5000 FROM msdb.dbo.sysmail_mailitems n)
  AND m.sent_status IN (0, 3)
GROUP BY m.sent_status;`;

/** Where the log stands and what the server's clock says, before a test begins. */
export const logPosition = `${quiet}
SELECT ISNULL(MAX(l.log_id), 0) AS logId, CONVERT(varchar(23), GETDATE(), 126) AS serverTime FROM msdb.dbo.sysmail_log l;`;

/** Log rows after @after, in order. */
export const logAfter = `${quiet}
SELECT l.log_id, l.event_type, l.description, l.mailitem_id, l.account_id, l.process_id
FROM msdb.dbo.sysmail_event_log l WHERE l.log_id > @after ORDER BY l.log_id;`;

/** The mails with ids @id0 .. @id<count - 1>; milliseconds are counted from @since, on the server's own clock. */
export function mailsById(count: number): string {
  return `${quiet}
SELECT m.mailitem_id, m.sent_status,
       DATEDIFF(millisecond, CONVERT(datetime, @since, 126), m.send_request_date) AS requestedMs,
       DATEDIFF(millisecond, CONVERT(datetime, @since, 126), m.sent_date) AS sentMs
FROM msdb.dbo.sysmail_mailitems m WHERE m.mailitem_id IN (${variables('id', count)});`;
}

export const sendMailProcedure = 'msdb.dbo.sp_send_dbmail';
