export const serverFacts = `
SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS productVersion,
       CAST(SERVERPROPERTY('ComputerNamePhysicalNetBIOS') AS nvarchar(128)) AS computerName,
       @@SERVERNAME AS serverName,
       SUSER_SNAME() AS loginName,
       CONVERT(varchar(23), GETDATE(), 126) AS serverTime;`;

/** Every node the instance may run on; empty where it is not clustered. */
export const clusterNodes = `
SELECT n.NodeName AS nodeName FROM master.sys.dm_os_cluster_nodes n;`;

/** One column for each right of `rights` in shared/database-mail/right.ts, in their order: r0, r1, …; 1 = granted. */
export const grants = `
SELECT IS_SRVROLEMEMBER('sysadmin') AS isSysadmin,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_server', 'OBJECT', 'SELECT') AS r0,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_account', 'OBJECT', 'SELECT') AS r1,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_profile', 'OBJECT', 'SELECT') AS r2,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_profileaccount', 'OBJECT', 'SELECT') AS r3,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_configuration', 'OBJECT', 'SELECT') AS r4,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_update_account_sp', 'OBJECT', 'EXECUTE') AS r5,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_server', 'OBJECT', 'UPDATE') AS r6,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_help_status_sp', 'OBJECT', 'EXECUTE') AS r7,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_stop_sp', 'OBJECT', 'EXECUTE') AS r8,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_start_sp', 'OBJECT', 'EXECUTE') AS r9,
       HAS_PERMS_BY_NAME('msdb.dbo.sp_send_dbmail', 'OBJECT', 'EXECUTE') AS r10,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_mailitems', 'OBJECT', 'SELECT') AS r11,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_log', 'OBJECT', 'SELECT') AS r12,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_event_log', 'OBJECT', 'SELECT') AS r13,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_send_retries', 'OBJECT', 'SELECT') AS r14,
       HAS_PERMS_BY_NAME('msdb.dbo.sysmail_mailitems', 'OBJECT', 'DELETE') AS r15,
       HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS r16;`;

/** Whether msdb's Service Broker, which carries the mails to the Database Mail process, is on. */
export const serviceBroker = `
SELECT CAST(d.is_broker_enabled AS int) AS brokerEnabled FROM master.sys.databases d WHERE d.name = N'msdb';`;

export const databaseMailSwitch = `
SELECT CAST(c.value_in_use AS int) AS valueInUse FROM master.sys.configurations c WHERE c.name = N'Database Mail XPs';`;

export const updateAccountParameters = `
SELECT p.name FROM msdb.sys.all_parameters p
WHERE p.object_id = OBJECT_ID(N'msdb.dbo.sysmail_update_account_sp');`;

export const configuration = `
SELECT c.paramname, c.paramvalue FROM msdb.dbo.sysmail_configuration c;`;
