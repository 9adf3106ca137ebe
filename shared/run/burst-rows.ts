import { countRow, perMinuteRow, timeRow, type ComparedRow } from './compared-rows';
import type { BurstResult } from './measurement';

type Row = ComparedRow<BurstResult>;

/** The numbers of the Database Mail burst. */
export const burstRows: readonly Row[] = [
  countRow('Mails asked', (burst) => burst.asked),
  countRow('Sent', (burst) => burst.sent),
  countRow('Failed', (burst) => burst.failed),
  countRow('Tried again', (burst) => burst.retried),
  countRow('Tries refused with 421', (burst) => burst.refused421),
  countRow('Tries timed out', (burst) => burst.timedOut),
  perMinuteRow,
  { ...countRow('Most in one second', (burst) => burst.bestSecond), isTimed: true },
  timeRow('Of those sent, half within', (burst) => burst.p50Ms),
  timeRow('Of those sent, 95 % within', (burst) => burst.p95Ms),
  timeRow('Of those sent, 99 % within', (burst) => burst.p99Ms),
  timeRow('Slowest', (burst) => burst.maxMs),
  countRow(
    'SQL sessions of the Database Mail process at once, at most (not its SMTP sessions)',
    (burst) => burst.databaseMailSessions,
    'not visible to this login',
  ),
];
