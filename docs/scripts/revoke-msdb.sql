-- Takes back what grant-msdb.sql gave. Run by a member of sysadmin; replace the login and the profile as there.

USE master;
REVOKE VIEW SERVER STATE TO [CORP\relaytune-admin];
GO

USE msdb;
EXEC dbo.sysmail_delete_principalprofile_sp @principal_name = N'CORP\relaytune-admin', @profile_name = N'Newsletter';
EXEC sp_droprolemember N'DatabaseMailUserRole', N'CORP\relaytune-admin';
EXEC sp_droprolemember N'RelayTune', N'CORP\relaytune-admin';
GO

DROP ROLE RelayTune;
GO
