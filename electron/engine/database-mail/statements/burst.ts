import { mailsOf, quiet, testMailSubject, variables, wholes } from './text';

/** The newest mail's id; 0 where there is none. */
export const newestMail = `${quiet}
SELECT ISNULL(MAX(m.mailitem_id), 0) AS mailitemId FROM msdb.dbo.sysmail_mailitems m;`;

/**
 * What waits among the mails after @after, test mails apart, and what came in the last hour. sent_status has no index, so a
 * range of the primary key bounds what is read on a server that holds millions. No subject leaves the server.
 */
export const backlogAfter = `${quiet}
SELECT ISNULL(SUM(CASE WHEN m.sent_status = 0 AND ISNULL(m.subject, N'') NOT ${testMailSubject} THEN 1 ELSE 0 END), 0) AS unsent,
       ISNULL(SUM(CASE WHEN m.sent_status = 3 AND ISNULL(m.subject, N'') NOT ${testMailSubject} THEN 1 ELSE 0 END), 0) AS retrying,
       ISNULL(SUM(CASE WHEN m.sent_status IN (0, 3) AND m.subject ${testMailSubject} THEN 1 ELSE 0 END), 0) AS ownWaiting,
       ISNULL(SUM(CASE WHEN m.send_request_date > DATEADD(hour, -1, GETDATE()) THEN 1 ELSE 0 END), 0) AS lastHour,
       COUNT(*) AS examined
FROM msdb.dbo.sysmail_mailitems m WHERE m.mailitem_id > @after;`;

/** Mails after @after, up to @through, whose subject begins with @subjectStart: what a burst queued that was cut off. */
export const testMailsBetween = `${quiet}
SELECT m.mailitem_id FROM msdb.dbo.sysmail_mailitems m
WHERE m.mailitem_id > @after AND m.mailitem_id <= @through AND LEFT(m.subject, LEN(@subjectStart)) = @subjectStart
ORDER BY m.mailitem_id;`;

/** Where the log stands before a test begins. */
export const logPosition = `${quiet}
SELECT ISNULL(MAX(l.log_id), 0) AS logId FROM msdb.dbo.sysmail_log l;`;

/** The next thousand log rows after @after, in order. Of a text's stack traces the beginning is enough: the cause comes first. */
export const logAfter = `${quiet}
SELECT TOP 1000 l.log_id, l.event_type, CONVERT(varchar(19), l.log_date, 126) AS loggedAt,
       LEFT(l.description, 2000) AS description, l.mailitem_id, l.process_id
FROM msdb.dbo.sysmail_event_log l WHERE l.log_id > @after ORDER BY l.log_id;`;

/** The mails with ids @id0 .. @id<count - 1>; times as texts of the server's wall clock, which no time zone moves. */
export function mailsById(count: number): string {
  return `${quiet}
SELECT m.mailitem_id, m.sent_status, CONVERT(varchar(23), m.send_request_date, 126) AS requestedAt,
       CONVERT(varchar(23), m.sent_date, 126) AS sentAt
FROM msdb.dbo.sysmail_mailitems m WHERE m.mailitem_id IN (${variables('id', count)});`;
}

/** Further tries of those mails. The table has no index on mailitem_id, so it is asked once, at the end. */
export function retriesById(count: number): string {
  return `${quiet}
SELECT r.mailitem_id, MAX(r.send_attempts) AS attempts FROM msdb.dbo.sysmail_send_retries r
WHERE r.mailitem_id IN (${variables('id', count)}) GROUP BY r.mailitem_id;`;
}

/** Those of the mails whose subject does not begin with @subjectStart: its text stays on the server. */
export function foreignById(count: number): string {
  return `${quiet}
SELECT m.mailitem_id, m.sent_status, m.profile_id FROM msdb.dbo.sysmail_mailitems m
WHERE m.mailitem_id IN (${variables('id', count)}) AND LEFT(ISNULL(m.subject, N''), LEN(@subjectStart)) <> @subjectStart;`;
}

/** Every profile's name. */
export const profileNames = `
SELECT p.profile_id, p.name FROM msdb.dbo.sysmail_profile p;`;

/** Mails requested since @first that failed or are retrying and are not ours, also where the log does not say so (yet). */
export const foreignSince = `${quiet}
SELECT TOP 1000 m.mailitem_id FROM msdb.dbo.sysmail_mailitems m
WHERE m.mailitem_id >= @first AND m.sent_status IN (2, 3) AND LEFT(ISNULL(m.subject, N''), LEN(@subjectStart)) <> @subjectStart
ORDER BY m.mailitem_id;`;

/** The SQL sessions of the Database Mail process. Without VIEW SERVER STATE a login sees its own session alone. */
export const databaseMailSessions = `${quiet}
SELECT COUNT(*) AS sessions, HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS maySee
FROM master.sys.dm_exec_sessions s WHERE s.program_name LIKE N'DatabaseMail - %';`;

export const sendMailProcedure = 'msdb.dbo.sp_send_dbmail';

/** Which of the mails are still there under the run's own subject, and what has become of them. */
export function testMailsById(count: number): string {
  return `${quiet}
SELECT m.mailitem_id, m.sent_status FROM msdb.dbo.sysmail_mailitems m
WHERE m.mailitem_id IN (${variables('id', count)}) AND LEFT(m.subject, LEN(@subjectStart)) = @subjectStart
ORDER BY m.mailitem_id;`;
}

/**
 * Deletes own test mails by id and nothing else: only where the subject is still the run's, and only once the mail is
 * done (a waiting one has a message in the queue that would remain). Retries and attachments go by their foreign keys.
 */
export function deleteTestMails(ids: readonly number[], marker: string): string {
  return `${quiet}
DELETE FROM msdb.dbo.sysmail_mailitems WHERE mailitem_id IN (${wholes(ids)})
AND sent_status IN (1, 2) AND ${mailsOf(marker)};`;
}
