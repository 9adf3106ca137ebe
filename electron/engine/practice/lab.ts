import type { LabClock } from './clock';
import type { LabAddresses } from './lab-addresses';
import type { MsdbOptions } from './msdb/options';
import type { SmtpFaults } from './smtp/faults';
import type { SqlWire } from './tds/wire';

/** A connector as `Get-ReceiveConnector | fl` shows it: every attribute as text, multivalued ones as lists. */
export type LabConnectorText = Record<string, string | string[]>;

/** The practice organisation's connectors. Errors are LabCmdletError, as data. */
export type LabDirectory = {
  /** `Get-ReceiveConnector [-Server <name>]`: all connectors of all hubs, or of one. */
  list(server?: string): LabConnectorText[];
  /** `Get-ReceiveConnector -Identity <Guid or SERVER\Name> [-DomainController]`. */
  get(identity: string, domainController?: string): LabConnectorText;
  /**
   * `Set-ReceiveConnector -Identity ... -<attribute> <text> ... [-WhatIf]`; all or nothing. Answers the warnings it printed,
   * and what -WhatIf says would happen.
   */
  set(
    identity: string,
    settings: Record<string, string>,
    domainController?: string,
    whatIf?: boolean,
  ): { warnings: string[]; whatIf: string | null };
  /** What somebody else does to a connector with other tools: these attributes as `fl` shows them; a new Name renames it. */
  edit(guid: string, attributes: LabConnectorText): void;
  remove(guid: string): void;
};

export type LabObject = Record<string, string | string[]>;

/** Every cmdlet of the practice organisation, by name and parameters as text. */
export type LabCmdlets = {
  /** Cmdlet -> the parameters it has. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** Throws LabCmdletError. */
  run(
    cmdlet: string,
    parameters: Readonly<Record<string, string>>,
    whatIf?: boolean,
  ): { output: LabObject[]; warnings: string[]; whatIf: string | null };
};

/** An Exchange cmdlet's error record. */
export class LabCmdletError extends Error {
  readonly category: string;
  readonly fullyQualifiedErrorId: string;
  /** The name of the exception's class, as it is after remoting. */
  readonly reason: string;

  constructor(message: string, category: string, fullyQualifiedErrorId: string, reason: string) {
    super(message);
    this.name = 'LabCmdletError';
    this.category = category;
    this.fullyQualifiedErrorId = fullyQualifiedErrorId;
    this.reason = reason;
  }
}

export type LabSettings = {
  /** The run's folder: state is written through to `lab.json` in it, so that the program can be closed anywhere. */
  folder: string;
  scenario: string;
  /** First three parts of the addresses that a new lab tries first, such as 127.64.1: connectors name them, so plans do too. */
  network?: string;
  /** Seeds every random choice (delivery confirmation, jitter); the same seed gives the same delays. */
  seed?: number;
  /** Replaces the scenario's MaxInboundConnection of the relay connector. */
  maxInboundConnection?: string;
  /** 1 to 20; the scenario's own when absent. */
  factor?: number;
  /** What differs from the scenario's SQL Server: a lab opened again has what it was made with. */
  msdb?: MsdbOptions;
  /** What differs from the scenario's relay connector, who may sign in to the hubs (passwords by name), and what goes wrong on them. */
  relay?: {
    attributes?: Readonly<Record<string, string>>;
    users?: Readonly<Record<string, string>>;
    faults?: SmtpFaults;
  };
  /** How the SQL Server behaves on the wire: TLS, sign-in, faults. */
  sqlWire?: SqlWire;
};

/** The practice servers, running. */
export type Lab = {
  clock: LabClock;
  addresses: LabAddresses;
  directory: LabDirectory;
  cmdlets: LabCmdlets;
  /** Addresses a name stands for; empty when the practice network does not know it. */
  resolve(name: string): string[];
  /** The hub's FQDN as an admin would type it, and where its relay connector really listens. */
  exchange: { serverName: string; domainController: string; smtpHost: string; smtpPort: number };
  sql: { serverName: string; host: string; port: number; user: string; password: string };
  /** Rows of msdb that statements have read since the lab was opened: what a statement costs. */
  msdbRowsRead(): number;
  databaseMail: { profile: string; testMailboxes: string[] };
  /** Opens n sessions to the relay connector from `otherServer` and holds them until close; resolves when all are open. */
  holdForeignSessions(count: number): Promise<void>;
  /** A script that gives a PowerShell session the practice cmdlets. */
  cmdletModule: string;
  /** Resolves when every change so far is on disk. */
  durable(): Promise<void>;
  close(): Promise<void>;
};
