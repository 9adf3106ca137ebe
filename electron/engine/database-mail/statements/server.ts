import { rights, type Right } from '../../../../shared/database-mail/right';

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
       ${rights.map((right, index) => `${probe(right)} AS r${index}`).join(',\n       ')};`;

function probe({ right, object }: Right): string {
  return object === ''
    ? `HAS_PERMS_BY_NAME(NULL, NULL, '${right}')`
    : `HAS_PERMS_BY_NAME('msdb.dbo.${object}', 'OBJECT', '${right}')`;
}

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
