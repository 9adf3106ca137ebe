import { formatMs, formatNumber } from '../format';
import type { ComparedRow } from './compared-rows';
import type { BurstResult } from './measurement';

type Row = ComparedRow<BurstResult>;

const count = (name: string, value: Row['value'], missing?: string): Row => ({
  name,
  value,
  measure: 'count',
  show: formatNumber,
  ...(missing === undefined ? {} : { missing }),
});
const time = (name: string, value: Row['value']): Row => ({
  name,
  value,
  measure: 'time',
  show: formatMs,
  isTimed: true,
});

/** The numbers of the Database Mail burst. */
export const burstRows: readonly Row[] = [
  count('Mails asked', (burst) => burst.asked),
  count('Sent', (burst) => burst.sent),
  count('Failed', (burst) => burst.failed),
  count('Tried again', (burst) => burst.retried),
  count('Tries refused with 421', (burst) => burst.refused421),
  count('Tries timed out', (burst) => burst.timedOut),
  {
    name: 'Mails per minute',
    value: (burst) => (burst.perSecond === null ? null : burst.perSecond * 60),
    measure: 'rate',
    show: (perMinute) => formatNumber(Math.round(perMinute)),
    isTimed: true,
  },
  { ...count('Most in one second', (burst) => burst.bestSecond), isTimed: true },
  time('Of those sent, half within', (burst) => burst.p50Ms),
  time('Of those sent, 95 % within', (burst) => burst.p95Ms),
  time('Of those sent, 99 % within', (burst) => burst.p99Ms),
  time('Slowest', (burst) => burst.maxMs),
  count(
    'SQL sessions of the Database Mail process at once, at most (not its SMTP sessions)',
    (burst) => burst.databaseMailSessions,
    'not visible to this login',
  ),
];
