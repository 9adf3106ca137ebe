import type { ScenarioAccount } from '../scenarios/scenario';

/** A login besides the scenario's own, which is sysadmin. */
export type LabLogin = {
  user: string;
  password: string;
  /** 'granted' has nothing but its grants; 'none' cannot open msdb. */
  role: 'sysadmin' | 'db_datareader' | 'DatabaseMailUserRole' | 'granted' | 'none';
  /** Procedures it may execute and tables or views it may select from, without schema; or VIEW SERVER STATE. */
  grants?: readonly string[];
};

/** What differs from the scenario's SQL Server. Kept with the lab: a lab opened again has those it was made with. */
export type MsdbOptions = {
  logins?: readonly LabLogin[];
  /** Version number, and parameters that this build's sysmail_update_account_sp lacks. */
  build?: { productVersion: string; without?: readonly ('@timeout' | '@no_credential_change')[] };
  databaseMailXps?: boolean;
  /** Service Broker message delivery in msdb. */
  broker?: boolean;
  /** sysmail_start_sp was never called, or sysmail_stop_sp was. */
  queueStopped?: boolean;
  loggingLevel?: 1 | 2 | 3;
  retryAttempts?: number;
  retryDelaySeconds?: number;
  /** In place of the scenario's. */
  accounts?: readonly ScenarioAccount[];
  /** Profiles besides those that accounts name. */
  profiles?: readonly string[];
  /** Who may use a profile besides sysadmin: a login, or 'public'. */
  principals?: readonly { profile: string; principal: string; isDefault?: boolean }[];
  /** How an exception is written to the event log: on one line, or in numbered blocks as newer builds do. */
  eventLogForm?: 'classic' | 'blocks';
  /** An error row a failed try, or held back until the mail is done: then warnings where it was sent after all. */
  retriedErrors?: 'errors' | 'warnings';
  /** Old mails and log rows of others. */
  history?: { mailItems: number; logRows: number };
};
