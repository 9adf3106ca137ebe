import type { Account } from '../database-mail/account';
import type { Right } from '../database-mail/right';
import type { Consent, SqlEncryption } from '../database-mail/sql-session';
import type { Connector } from '../exchange/connector';
import type { Hub } from '../exchange/hub';
import type { Source } from '../exchange/source';
import type { Problem } from '../result';

/** What was read, or why it could not be. */
export type Reading<T> = { read: T } | { failed: Problem };

/** What was read from Exchange once a session was open. */
export type ExchangeFacts = {
  /** "through ..." */
  through: string;
  connectors: Reading<Connector[]>;
  /** Parameters of Set-ReceiveConnector in this session; a role hides those it does not allow. */
  setParameters: Reading<string[]>;
  hubs: Reading<Hub[]>;
  /** Hubs with a serving connector whose SMTP port this computer cannot open, and why. */
  unreachable: readonly { server: string; reason: string }[];
};

/** What was read from the SQL Server. */
export type SqlFacts = {
  productVersion: string;
  loginName: string;
  isSysadmin: boolean;
  /** Those of `rights` that this login lacks, each probed. */
  missingRights: Right[];
  databaseMailOn: boolean;
  brokerOn: boolean;
  /** Parameters that this build's sysmail_update_account_sp has. */
  updateParameters: string[];
  queue: Reading<'STARTED' | 'STOPPED'>;
  configuration: Reading<MailConfiguration>;
  accounts: Reading<Account[]>;
  backlog: Reading<{ unsent: number; retrying: number }>;
};

/** What sysmail_configuration says of retries and logging. */
export type MailConfiguration = { retryAttempts: number; retryDelaySeconds: number; loggingLevel: number };

export type PreflightFacts = {
  profile: string;
  sqlServer: string;
  source: Source;
  exchange: Reading<ExchangeFacts>;
  sql: Reading<SqlFacts>;
  /** What would let the sign-in to SQL Server go on, where it failed for want of it. */
  consent: Consent | null;
  /** How the session to SQL Server is protected, and the certificate that the user accepted for it; null in practice. */
  protection: { encryption: SqlEncryption; accepted: string | null } | null;
  /** Addresses of the named Exchange server and of every hub. */
  hubAddresses: readonly string[];
};
