import { quiet, whole } from './text';

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

/** The newest thousand failures of the last seven days, out of the newest 20,000 log rows. */
export const recentFailures = `${quiet}
SELECT TOP 1000 e.account_id, e.mailitem_id, e.description
FROM msdb.dbo.sysmail_event_log e
WHERE e.log_id > (SELECT ISNULL(MAX(l.log_id), 0) - 20000 FROM msdb.dbo.sysmail_log l)
  AND e.event_type = 'error' AND e.log_date > DATEADD(day, -7, GETDATE()) AND e.mailitem_id IS NOT NULL
ORDER BY e.log_id DESC;`;

/** The one call that changes a timeout: nothing but these three parameters, so that a stored login survives. */
export function updateTimeout(accountId: number, timeoutSeconds: number): string {
  return `EXEC msdb.dbo.sysmail_update_account_sp @account_id = ${whole(accountId)}, @timeout = ${whole(timeoutSeconds)}, @no_credential_change = 1;`;
}

/** Takes a timeout back to NULL, which no procedure can do; unsupported by Microsoft, and only where our value still stands. */
export function restoreNullTimeout(accountId: number, ours: number): string {
  return `UPDATE msdb.dbo.sysmail_server SET timeout = NULL WHERE account_id = ${whole(accountId)} AND timeout = ${whole(ours)};`;
}
