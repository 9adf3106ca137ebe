import type { ConnectorDelays } from '../exchange/connector';
import type { Page } from '../run/page';
import type { SmtpPhase } from './phase';

/** What one of a burst's times says about its cause. */
export type PhasePointer = {
  /** 'wait' is the time before a mail got its session. */
  phase: SmtpPhase | 'wait';
  /** What was measured, in one sentence. */
  seen: string;
  /** "Points to ...": the likely cause. Nothing here is proof. */
  pointsTo: string;
  /** What to do, in one sentence. */
  remedy: string;
  /** The page of RelayTune that mends it; null where this fix cannot. */
  page: Page | null;
};

export type PointerFacts = {
  /** As slowestDelays() answers: `maxAcknowledgementDelay` null where it is missing or has no effect. */
  delays: ConnectorDelays;
  /** Sessions one source can hold at once on the connector; null = no limit, or not known. */
  limit: number | null;
  /** Of the transport service; null = unlimited or not known. */
  maxConnectionRatePerMinute: number | null;
  /** Server milliseconds in one of the wall's: what RelayTune was late by counts so many times in the measured times. */
  factor: number;
};
