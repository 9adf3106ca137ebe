import { quiet } from './text';

/** What tells a session apart for ever: its number, and when it began, since numbers are given away again. Every login sees its own. */
export const ownSession = `
SELECT CAST(s.session_id AS int) AS sessionId, CONVERT(varchar(23), s.login_time, 126) AS loginTime
FROM master.sys.dm_exec_sessions s WHERE s.session_id = @@SPID;`;

/** Whether that session is still there. Without VIEW SERVER STATE a login sees its own session alone. */
export const sessionByLogin = `${quiet}
SELECT COUNT(*) AS sessions, HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS maySee
FROM master.sys.dm_exec_sessions s
WHERE s.session_id = @sessionId AND CONVERT(varchar(23), s.login_time, 126) = @loginTime;`;
