import type { Lab } from '../../../electron/engine/practice/lab';

/** All that a program needs to reach a lab that runs in another process. */
export type LabDescription = Pick<Lab, 'addresses' | 'exchange' | 'sql' | 'databaseMail' | 'cmdletModule'> & {
  factor: number;
  /** Addresses by name in small letters. */
  names: Record<string, string[]>;
  /** Cmdlet -> the parameters it has. */
  parameters: Record<string, readonly string[]>;
};

/** What is really on the servers, read by the lab's own means. */
export type Truth = {
  /** Each connector as Get-ReceiveConnector shows it, but for its time stamps; by SERVER\Name. */
  connectors: Record<string, Record<string, string | string[]>>;
  /** Rows of sysmail_server. */
  accounts: Record<string, unknown>[];
  queue: string;
};

/** What the lab's process is asked, a line of JSON each; it answers each with one line. */
export type LabRequest =
  | { ask: 'truth' }
  | { ask: 'restore'; truth: Truth }
  /** The next change of an account's timeout takes that long, and is made though its client is gone. */
  | { ask: 'slow-account'; milliseconds: number }
  | { ask: 'close' };
