import type { LabClock } from '../clock';
import type { ScenarioDomain } from '../scenarios/scenario';
import type { LabConnectorText } from '../lab';
import type { Faults } from './faults';
import type { RateMeter } from './rate-meter';

export type SessionSettings = {
  clock: LabClock;
  /** The server's own name, and the domains whose mail it always takes. */
  fqdn: string;
  acceptedDomains: readonly ScenarioDomain[];
  /** The connector as it was when the session began: open sessions keep their limits. */
  connector: LabConnectorText;
  mayRelay: boolean;
  /** Passwords by name, for connectors that offer AUTH LOGIN. */
  users: Readonly<Record<string, string>>;
  rate: RateMeter;
  faults: Faults;
  source: string;
  /** Takes a mail in. */
  delivered(mail: DeliveredMail): TakenMail;
};

export type DeliveredMail = {
  from: string;
  recipients: string[];
  subject: string;
  /** The mail as received, the first 64 KB of it. */
  text: string;
  bytes: number;
};

type TakenMail = {
  internalId: number;
  /** Lab milliseconds until its delivery is confirmed, which 2010 waits for; 0 from 2013 on. */
  confirmedAfter: number;
  /** Lab milliseconds until a second copy is safe, which 2013 and later wait for whatever the connector says; 0 on 2010. */
  copiedAfter: number;
};
