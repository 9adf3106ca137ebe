import type { LabClock } from './clock';

/** A connector as `Get-ReceiveConnector | fl` shows it: every attribute as text, multivalued ones as lists. */
export type LabConnectorText = Record<string, string | string[]>;

/** The practice Exchange organisation's two cmdlets. Errors are LabCmdletError, as data. */
export type LabDirectory = {
  /** `Get-ReceiveConnector`, all connectors of all hubs. */
  list(): LabConnectorText[];
  /** `Get-ReceiveConnector -Identity <Guid or SERVER\Name> [-DomainController]`. */
  get(identity: string, domainController?: string): LabConnectorText;
  /** `Set-ReceiveConnector -Identity ... -<attribute> <text> ...`; all or nothing. Answers the warnings it printed. */
  set(identity: string, settings: Record<string, string>, domainController?: string): { warnings: string[] };
};

/** An Exchange cmdlet's error record. */
export class LabCmdletError extends Error {
  readonly category: string;
  readonly fullyQualifiedErrorId: string;
  readonly exceptionType: string;

  constructor(message: string, category: string, fullyQualifiedErrorId: string, exceptionType: string) {
    super(message);
    this.name = 'LabCmdletError';
    this.category = category;
    this.fullyQualifiedErrorId = fullyQualifiedErrorId;
    this.exceptionType = exceptionType;
  }
}

/** Loopback addresses, each of another machine of the practice network. */
export type LabAddresses = { hub: string; sqlServer: string; workstation: string; otherServer: string };

export type LabSettings = {
  /** The run's folder: state is written through to `lab.json` in it, so that the program can be closed anywhere. */
  folder: string;
  scenario: string;
  /** Seeds every random choice (delivery confirmation, jitter); the same seed gives the same delays. */
  seed?: number;
  /** Replaces the scenario's MaxInboundConnection of the relay connector. */
  maxInboundConnection?: string;
  /** 1 to 20; the scenario's own when absent. */
  factor?: number;
};

/** The practice servers, running. */
export type Lab = {
  clock: LabClock;
  addresses: LabAddresses;
  directory: LabDirectory;
  /** The hub's FQDN as an admin would type it, and where its relay connector really listens. */
  exchange: { serverName: string; domainController: string; smtpHost: string; smtpPort: number };
  sql: { serverName: string; host: string; port: number; user: string; password: string };
  databaseMail: { profile: string; testMailboxes: string[] };
  /** Opens n sessions to the relay connector from `otherServer` and holds them until close; resolves when all are open. */
  holdForeignSessions(count: number): Promise<void>;
  /** A script that gives a PowerShell session the practice Get- and Set-ReceiveConnector. */
  cmdletModule: string;
  /** Resolves when every change so far is on disk. */
  durable(): Promise<void>;
  close(): Promise<void>;
};
