import type { Connection } from '../../shared/run/connection';
import type { Source } from '../../shared/exchange/source';
import type { SqlTarget } from './database-mail/connect/target';
import type { SqlConnection } from './database-mail/sql-connection';
import type { CommandRunner } from './exchange/command-runner';
import type { LocalAddress } from './smtp/local-addresses';
import type { OpenConnection, ServerEnd } from './smtp/open-sessions';

/** The servers' own time: the wall clock, or the lab's. Milliseconds. */
export type SiteClock = {
  /** How many site milliseconds pass in one of the wall's: 1, or the lab's factor. */
  readonly factor: number;
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
};

/** One set of servers a run works on. */
export type Site = {
  clock: SiteClock;
  /** Where Exchange's commands run. */
  exchange: CommandRunner;
  /** The PowerShell that can tell of processes here, and end one; null where there is none. */
  powerShell: string | null;
  /** How long one of Exchange's commands may take, in milliseconds. */
  commandLimit: number;
  /** How long a server may still be at a write after the session that asked for it has ended, in milliseconds of the wall. */
  lateWriteLimit: number;
  /** Where the SQL Server's mail comes from, as far as can be found out; `sql` is null where it cannot be asked. */
  findSource(connection: Connection, sql: SqlConnection | null): Promise<Source>;
  /** The addresses that sessions can be opened from. */
  localAddresses(): LocalAddress[];
  /** Where they are opened from unless another was chosen; undefined leaves it to the system. */
  ladderAddress: string | undefined;
  /** Where the named SQL Server listens; throws ProblemError when there is none of that name. */
  sqlTarget(connection: Connection): SqlTarget;
  /** Addresses a server name stands for; empty when unknown. */
  resolve(name: string): Promise<string[]>;
  /** Where a session to this connector's server is opened. */
  smtpEndpoint(hub: { server: string; fqdn: string }, port: number): Promise<{ host: string; port: number }>;
  /** New sessions a second, at most: real servers have other clients. */
  newSessionsPerSecond: number;
  /** This computer's connections to that server, whoever opened them; null where it cannot be told. */
  openConnections(server: ServerEnd, signal: AbortSignal): Promise<OpenConnection[] | null>;
  /** However high the limit, a ladder opens no more sessions than this here. */
  mostSessions: number;
  /** How many mails a burst by SMTP may send. */
  mostTestMails: number;
  /** First three parts of the practice servers' addresses, which a plan file names; absent on the user's own servers. */
  practiceNetwork?: string;
  suggestion: { connection: Connection; sqlPassword: string };
  close(): Promise<void>;
};
