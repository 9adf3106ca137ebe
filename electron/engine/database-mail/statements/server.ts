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

export const configuration = `
SELECT c.paramname, c.paramvalue FROM msdb.dbo.sysmail_configuration c;`;
