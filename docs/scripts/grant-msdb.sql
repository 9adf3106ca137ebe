-- The least rights in msdb that RelayTune asks for, as a role of their own. Run by a member of sysadmin.
-- Replace CORP\relaytune-admin by the login that RelayTune signs in with, and Newsletter by the profile under test.
-- Expected, not run on a live server: the rights are those that RelayTune probes for on page 1.
-- Rights on Database Mail's own procedures can be lost when SQL Server is upgraded: run it again then.

USE msdb;
GO

-- The user of that login in msdb; leave this line out where there is one.
CREATE USER [CORP\relaytune-admin] FOR LOGIN [CORP\relaytune-admin];
GO

CREATE ROLE RelayTune;
GO

-- To read the accounts. RelayTune never reads a password: SQL Server keeps those elsewhere.
GRANT SELECT ON dbo.sysmail_server TO RelayTune;
GRANT SELECT ON dbo.sysmail_account TO RelayTune;
GRANT SELECT ON dbo.sysmail_profile TO RelayTune;
GRANT SELECT ON dbo.sysmail_profileaccount TO RelayTune;
GRANT SELECT ON dbo.sysmail_configuration TO RelayTune;

-- To change the timeout, and to see whether the mail queue is started.
GRANT EXECUTE ON dbo.sysmail_update_account_sp TO RelayTune;
GRANT EXECUTE ON dbo.sysmail_help_status_sp TO RelayTune;

-- To restart Database Mail, so that the timeout counts at once. Without it the restart is left to somebody else.
GRANT EXECUTE ON dbo.sysmail_stop_sp TO RelayTune;
GRANT EXECUTE ON dbo.sysmail_start_sp TO RelayTune;

-- To send test mails and to follow them to their end.
GRANT EXECUTE ON dbo.sp_send_dbmail TO RelayTune;
GRANT SELECT ON dbo.sysmail_mailitems TO RelayTune;
GRANT SELECT ON dbo.sysmail_log TO RelayTune;
GRANT SELECT ON dbo.sysmail_event_log TO RelayTune;
GRANT SELECT ON dbo.sysmail_send_retries TO RelayTune;

-- Only for what the title of each says; leave them out where it is not wanted.
GRANT UPDATE ON dbo.sysmail_server TO RelayTune; -- taking a timeout back to NULL, which no procedure can do
GRANT DELETE ON dbo.sysmail_mailitems TO RelayTune; -- removing the test mails afterwards
GO

EXEC sp_addrolemember N'RelayTune', N'CORP\relaytune-admin';
EXEC sp_addrolemember N'DatabaseMailUserRole', N'CORP\relaytune-admin';
EXEC dbo.sysmail_add_principalprofile_sp @principal_name = N'CORP\relaytune-admin', @profile_name = N'Newsletter', @is_default = 0;
GO

-- To see the sessions of the Database Mail process: whether the old one has ended. A right on the server.
USE master;
GRANT VIEW SERVER STATE TO [CORP\relaytune-admin];
GO
