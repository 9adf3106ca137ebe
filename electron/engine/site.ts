import type { Connection } from '../../shared/run/connection';
import type { Connector } from '../../shared/exchange/connector';
import type { Command } from '../../shared/exchange/command';

/** The servers' own time: the wall clock, or the lab's. Milliseconds. */
export type SiteClock = {
  /** How many site milliseconds pass in one of the wall's: 1, or the lab's factor. */
  readonly factor: number;
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
};

/** A connector as `fl` shows it; hostile text until parsed. */
export type ConnectorText = Record<string, string | string[]>;

/** The two cmdlets. Reads and the read-back of a write use the domain controller the connector came from. */
export type ConnectorDirectory = {
  list(): Promise<ConnectorText[]>;
  read(guid: string, domainController: string): Promise<ConnectorText>;
  /** Runs exactly this command and answers the warnings it printed; throws ProblemError. */
  run(command: Command): Promise<{ warnings: string[] }>;
};

export type SqlTarget = {
  host: string;
  port: number;
  /** False on the practice servers only, whose traffic never leaves this computer. */
  encrypt: boolean;
};

/** One set of servers a run works on. */
export type Site = {
  clock: SiteClock;
  connectors: ConnectorDirectory;
  /** How the connectors are reached, for the check list: "through ...". */
  connectorsThrough: string;
  /** The address the SQL Server's mail comes from, and whether that was proven or only assumed. */
  source: { address: string; proof: 'assumed' | 'proven' };
  /** Where the named SQL Server listens; throws ProblemError when there is none of that name. */
  sqlTarget(sqlServer: string): SqlTarget;
  /** Throws ProblemError when no Exchange server of that name can be reached. */
  checkExchangeServer(name: string): void;
  /** Addresses a server name stands for; empty when unknown. */
  resolve(name: string): string[];
  /** Where a session to this connector is opened. */
  smtpEndpoint(connector: Connector): { host: string; port: number };
  /** However high the limit, a ladder opens no more sessions than this here. */
  mostSessions: number;
  suggestion: { connection: Connection; sqlPassword: string };
  close(): Promise<void>;
};
