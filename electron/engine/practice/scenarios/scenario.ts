import type { LabAddresses } from '../lab-addresses';
import type { SmtpFaults } from '../smtp/faults';

/** A practice case as data. Numbers are Exchange's and SQL Server's own units. */
export type Scenario = {
  name: string;
  /** Lab seconds that pass in one of the wall's: 20 at most. */
  factor: number;
  exchange: {
    /** The first is the one that page 1 names. */
    hubs: readonly [ScenarioHub, ...ScenarioHub[]];
    /** Names that stand for several hubs by turns (DNS round robin), and the hubs' own names. */
    aliases: Readonly<Record<string, readonly string[]>>;
    domainController: string;
    /** The first is the default one. */
    acceptedDomains: readonly ScenarioDomain[];
    /** Seconds until delivery is confirmed, which a delayed acknowledgement waits for. */
    deliverySeconds: { least: number; most: number };
    /** Seconds until a second copy is on another server, which builds of 2013 and later wait for; absent: none to wait for. */
    secondCopySeconds?: { least: number; most: number };
    /** Who may sign in to the hubs: passwords by name. */
    users?: Readonly<Record<string, string>>;
    /** What is wrong on every hub. */
    faults?: SmtpFaults;
  };
  sqlServer: { name: string; productVersion: string; user: string; password: string };
  databaseMail: {
    /** Sessions DatabaseMail.exe opens at once: not documented by Microsoft, an assumption. */
    sessions: number;
    /** Last part of the address that its sessions come from, where that is not the SQL Server's own: a second network card's. */
    sendsFrom?: number;
    retryAttempts: number;
    retryDelaySeconds: number;
    profile: string;
    testMailboxes: readonly string[];
    accounts: readonly ScenarioAccount[];
  };
};

export type ScenarioDomain = {
  /** `corp.example`, or `*.corp.example` for its sub-domains. */
  domainName: string;
  domainType: 'Authoritative' | 'InternalRelay' | 'ExternalRelay';
};

export type ScenarioHub = {
  /** NetBIOS name and FQDN of the hub transport server. */
  server: string;
  fqdn: string;
  /** `Version 14.x`: 2010, whose final reply waits for the delivery; `Version 15.x`: 2013 and later, where it does not. */
  adminDisplayVersion: string;
  /** Set-TransportServer's, as printed. */
  maxConnectionRatePerMinute: string;
  connectors: readonly ScenarioConnector[];
};

export type ScenarioConnector = {
  name: string;
  guid: string;
  port: number;
  /** Who may connect: everyone, or a range of the practice network. */
  remoteIPRanges: (addresses: LabAddresses) => string[];
  /** Whether recipients outside the accepted domain are taken. */
  mayRelay: boolean;
  /** What differs from the attributes of a new connector. */
  attributes: Readonly<Record<string, string>>;
};

export type ScenarioAccount = {
  accountId: number;
  name: string;
  emailAddress: string;
  displayName: string;
  serverName: string;
  port: number;
  /** Seconds; null = not set. */
  timeout: number | null;
  username: string | null;
  password?: string;
  useDefaultCredentials?: boolean;
  enableSsl?: boolean;
  replyTo?: string;
  description?: string;
  /** Its accounts are tried in the order they are listed. */
  profiles: readonly string[];
};
