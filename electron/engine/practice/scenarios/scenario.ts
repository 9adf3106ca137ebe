import type { LabAddresses } from '../lab';

/** A practice case as data. Numbers are Exchange's and SQL Server's own units. */
export type Scenario = {
  name: string;
  /** Lab seconds that pass in one of the wall's: 20 at most. */
  factor: number;
  exchange: {
    /** NetBIOS name and FQDN of the hub transport server. */
    server: string;
    fqdn: string;
    domainController: string;
    adminDisplayVersion: string;
    acceptedDomain: string;
    /** Seconds until delivery is confirmed, which a delayed acknowledgement waits for. */
    deliverySeconds: { least: number; most: number };
    connectors: readonly ScenarioConnector[];
  };
  sqlServer: { name: string; productVersion: string; user: string; password: string };
  databaseMail: {
    /** Sessions DatabaseMail.exe opens at once: not documented by Microsoft, an assumption. */
    sessions: number;
    retryAttempts: number;
    retryDelaySeconds: number;
    profile: string;
    testMailboxes: readonly string[];
    accounts: readonly ScenarioAccount[];
  };
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

type ScenarioAccount = {
  accountId: number;
  name: string;
  emailAddress: string;
  displayName: string;
  serverName: string;
  port: number;
  /** Seconds; null = not set. */
  timeout: number | null;
  username: string | null;
  profiles: readonly string[];
};
