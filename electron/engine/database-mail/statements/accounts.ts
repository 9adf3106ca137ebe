import { is, quiet, whole } from './text';

/** `select * from msdb.dbo.sysmail_server`, joined to the names a person knows; of one account where @id is no NULL. */
export const accounts = `
SELECT s.account_id, a.name, a.email_address, a.display_name, a.replyto_address, a.description, s.servertype,
       s.servername, s.port, s.username, s.credential_id, s.use_default_credentials, s.enable_ssl, s.flags, s.timeout,
       CONVERT(varchar(19), s.last_mod_datetime, 126) AS last_mod_datetime, s.last_mod_user
FROM msdb.dbo.sysmail_server s
JOIN msdb.dbo.sysmail_account a ON a.account_id = s.account_id
WHERE s.servertype = N'SMTP' AND (@id IS NULL OR s.account_id = @id)
ORDER BY s.account_id;`;

export const accountProfiles = `
SELECT pa.account_id, p.profile_id, p.name, pa.sequence_number
FROM msdb.dbo.sysmail_profileaccount pa
JOIN msdb.dbo.sysmail_profile p ON p.profile_id = pa.profile_id
ORDER BY p.name, pa.sequence_number;`;

/** How much each account sent lately, and when last: out of as many of the newest mails as `newestMails` says. */
export const accountUse = `${quiet}
SELECT m.sent_account_id AS account_id, COUNT(*) AS mails, CONVERT(varchar(19), MAX(m.sent_date), 126) AS last_sent
FROM msdb.dbo.sysmail_mailitems m
WHERE m.mailitem_id > (SELECT ISNULL(MAX(n.mailitem_id), 0) - 5000 FROM msdb.dbo.sysmail_mailitems n)
  AND m.sent_status = 1 AND m.sent_account_id IS NOT NULL
GROUP BY m.sent_account_id;`;

/** The newest thousand failures of the last seven days, out of the newest 20,000 log rows. */
export const recentFailures = `${quiet}
SELECT TOP 1000 e.account_id, e.mailitem_id, LEFT(e.description, 2000) AS description
FROM msdb.dbo.sysmail_event_log e
WHERE e.log_id > (SELECT ISNULL(MAX(l.log_id), 0) - 20000 FROM msdb.dbo.sysmail_log l)
  AND e.event_type = 'error' AND e.log_date > DATEADD(day, -7, GETDATE()) AND e.mailitem_id IS NOT NULL
ORDER BY e.log_id DESC;`;

/** The one call that changes a timeout: nothing but these three parameters, so that a stored login survives. */
export function updateTimeout(accountId: number, timeoutSeconds: number): string {
  return `EXEC msdb.dbo.sysmail_update_account_sp @account_id = ${whole(accountId)}, @timeout = ${whole(timeoutSeconds)}, @no_credential_change = 1;`;
}

/**
 * The same for a build whose procedure lacks @no_credential_change, where there is no login to lose (domain: builds of 2008
 * before SP1 CU4).
 */
export function updateTimeoutOfAnonymous(accountId: number, timeoutSeconds: number): string {
  return `EXEC msdb.dbo.sysmail_update_account_sp @account_id = ${whole(accountId)}, @timeout = ${whole(timeoutSeconds)};`;
}

/**
 * Where the procedure has no @timeout, or cannot leave a stored login alone: unsupported by Microsoft, and only where the value
 * that was read still stands.
 */
export function setTimeoutDirectly(accountId: number, timeoutSeconds: number, before: number | null): string {
  return `UPDATE msdb.dbo.sysmail_server SET timeout = ${whole(timeoutSeconds)} WHERE account_id = ${whole(accountId)} AND timeout ${is(before)};`;
}

/** Takes a timeout back to NULL, which no procedure can do; unsupported by Microsoft, and only where our value still stands. */
export function restoreNullTimeout(accountId: number, ours: number): string {
  return `UPDATE msdb.dbo.sysmail_server SET timeout = NULL WHERE account_id = ${whole(accountId)} AND timeout = ${whole(ours)};`;
}
