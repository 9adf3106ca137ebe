import type { Account } from '../database-mail/account';
import type { Connector } from '../exchange/connector';
import type { Problem } from '../result';

/** What was read from the SQL Server. */
export type SqlFacts = {
  productVersion: string;
  loginName: string;
  isSysadmin: boolean;
  mayReadAccounts: boolean;
  mayUpdateAccount: boolean;
  mayRestartQueue: boolean;
  maySendMail: boolean;
  databaseMailOn: boolean;
  queue: 'STARTED' | 'STOPPED';
  /** Parameters that this build's sysmail_update_account_sp has. */
  updateParameters: string[];
  retryAttempts: number;
  retryDelaySeconds: number;
  loggingLevel: number;
  accounts: Account[];
  unsent: number;
  retrying: number;
};

export type PreflightFacts = {
  profile: string;
  /** How the connectors were reached: "through ...". */
  connectorsThrough: string;
  sourceAddress: string;
  exchange: { read: Connector[] } | { failed: Problem };
  sql: { read: SqlFacts } | { failed: Problem };
  /** Whether this SMTP server name is the chosen Exchange server, by address. */
  isChosenHub(serverName: string): boolean;
};
