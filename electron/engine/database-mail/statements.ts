/**
 * Every T-SQL text RelayTune sends, in one place: three-part names, parameters only, valid for SQL Server 2005.
 * Polling statements start with `quiet`, so that they never hold up or win against real work.
 */
const quiet = 'SET LOCK_TIMEOUT 5000; SET DEADLOCK_PRIORITY LOW;';

export const serverFacts = `
SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS productVersion,
       CAST(SERVERPROPERTY('ComputerNamePhysicalNetBIOS') AS nvarchar(128)) AS computerName,
       @@SERVERNAME AS serverName,
       SUSER_SNAME() AS loginName,
       CONVERT(varchar(23), GETDATE(), 126) AS serverTime;`;

/** Every node the instance may run on; empty where it is not clustered. */
export const clusterNodes = `
SELECT n.NodeName AS nodeName FROM master.sys.dm_os_cluster_nodes n;`;

export const rights = `
SELECT IS_SRVROLEMEMBER('sysadmin') AS isSysadmin,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_server', 'OBJECT', 'SELECT') AS mayReadAccounts,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_update_account_sp', 'OBJECT', 'EXECUTE') AS mayUpdateAccount,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_stop_sp', 'OBJECT', 'EXECUTE') AS mayStopQueue,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_start_sp', 'OBJECT', 'EXECUTE') AS mayStartQueue,
       HAS_PERMS_BY_NAME('msdb.dbo.sp_send_dbmail', 'OBJECT', 'EXECUTE') AS maySendMail;`;

export const databaseMailSwitch = `
SELECT CAST(c.value_in_use AS int) AS valueInUse FROM master.sys.configurations c WHERE c.name = N'Database Mail XPs';`;

export const updateAccountParameters = `
SELECT p.name FROM msdb.sys.all_parameters p
WHERE p.object_id = OBJECT_ID(N'msdb.dbo.sysmail_update_account_sp');`;

export const queueStatus = 'EXEC msdb.dbo.sysmail_help_status_sp;';

export const configuration = `
SELECT c.paramname, c.paramvalue FROM msdb.dbo.sysmail_configuration c;`;

/** `select * from msdb.dbo.sysmail_server`, joined to the names a person knows. */
export const accounts = `
SELECT s.account_id, a.name, a.email_address, a.display_name, s.servername, s.port, s.timeout, s.username,
       s.credential_id, s.use_default_credentials, s.enable_ssl
FROM msdb.dbo.sysmail_server s
JOIN msdb.dbo.sysmail_account a ON a.account_id = s.account_id
WHERE s.servertype = N'SMTP'
ORDER BY s.account_id;`;

export const accountProfiles = `
SELECT pa.account_id, p.profile_id, p.name, pa.sequence_number
FROM msdb.dbo.sysmail_profileaccount pa
JOIN msdb.dbo.sysmail_profile p ON p.profile_id = pa.profile_id
ORDER BY p.name, pa.sequence_number;`;

/** The newest thousand failures of the last seven days. */
export const recentFailures = `${quiet}
SELECT TOP 1000 e.account_id, e.mailitem_id, e.description
FROM msdb.dbo.sysmail_event_log e
WHERE e.event_type = 'error' AND e.log_date > DATEADD(day, -7, GETDATE()) AND e.mailitem_id IS NOT NULL
ORDER BY e.log_id DESC;`;

/** sent_status 0 = unsent, 3 = retrying. */
export const backlog = `${quiet}
SELECT m.sent_status, COUNT(*) AS mails FROM msdb.dbo.sysmail_mailitems m
WHERE m.sent_status IN (0, 3) GROUP BY m.sent_status;`;

/** Where the log stands and what the server's clock says, before a test begins. */
export const logPosition = `${quiet}
SELECT ISNULL(MAX(l.log_id), 0) AS logId, CONVERT(varchar(23), GETDATE(), 126) AS serverTime FROM msdb.dbo.sysmail_log l;`;

/** Log rows after @after, in order. */
export const logAfter = `${quiet}
SELECT l.log_id, l.event_type, l.description, l.mailitem_id, l.account_id, l.process_id
FROM msdb.dbo.sysmail_event_log l WHERE l.log_id > @after ORDER BY l.log_id;`;

/** The last thing that is known of the Database Mail process. */
export const lastProcessRow = `${quiet}
SELECT TOP 1 l.log_id, l.description, l.process_id FROM msdb.dbo.sysmail_event_log l
WHERE l.description LIKE N'DatabaseMail process is %' ORDER BY l.log_id DESC;`;

/** The mails with ids @id0 .. @id<count - 1>; milliseconds are counted from @since, on the server's own clock. */
export function mailsById(count: number): string {
  const ids = Array.from({ length: count }, (_, index) => `@id${index}`).join(', ');
  return `${quiet}
SELECT m.mailitem_id, m.sent_status,
       DATEDIFF(millisecond, CONVERT(datetime, @since, 126), m.send_request_date) AS requestedMs,
       DATEDIFF(millisecond, CONVERT(datetime, @since, 126), m.sent_date) AS sentMs
FROM msdb.dbo.sysmail_mailitems m WHERE m.mailitem_id IN (${ids});`;
}

export const sendMailProcedure = 'msdb.dbo.sp_send_dbmail';
export const stopQueue = 'EXEC msdb.dbo.sysmail_stop_sp;';
export const startQueue = 'EXEC msdb.dbo.sysmail_start_sp;';

/** The one call that changes a timeout: nothing but these three parameters, so that a stored login survives. */
export function updateTimeout(accountId: number, timeoutSeconds: number): string {
  return `EXEC msdb.dbo.sysmail_update_account_sp @account_id = ${whole(accountId)}, @timeout = ${whole(timeoutSeconds)}, @no_credential_change = 1;`;
}

/** Takes a timeout back to NULL, which no procedure can do; unsupported by Microsoft, and only where our value still stands. */
export function restoreNullTimeout(accountId: number, ours: number): string {
  return `UPDATE msdb.dbo.sysmail_server SET timeout = NULL WHERE account_id = ${whole(accountId)} AND timeout = ${whole(ours)};`;
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number.`);
  return String(value);
}
