import { formatMs, formatNumber } from '../format';
import type { ComparedRow } from './compared-rows';
import type { SmtpBurstResult } from './smtp-burst';

type Row = ComparedRow<SmtpBurstResult>;

const count = (name: string, value: Row['value']): Row => ({ name, value, measure: 'count', show: formatNumber });
const time = (name: string, value: Row['value']): Row => ({
  name,
  value,
  measure: 'time',
  show: formatMs,
  missing: 'not given',
  isTimed: true,
});

/** The numbers of the SMTP burst. Times count from when a mail was due, as its sender would see it. */
export const smtpBurstRows: readonly Row[] = [
  count('Mails asked', (burst) => burst.asked),
  count('Accepted', (burst) => burst.accepted),
  count('Failed', (burst) => burst.failed),
  count('Of these, refused with 421', (burst) => burst.refused421),
  count('Sent, but no answer came: may have been delivered', (burst) => burst.unanswered),
  count('Not sent', (burst) => burst.notSent),
  count('Sessions open at once, at most', (burst) => burst.mostOpen),
  {
    name: 'Mails per minute',
    value: (burst) => (burst.perSecond === null ? null : burst.perSecond * 60),
    measure: 'rate',
    show: (perMinute) => formatNumber(Math.round(perMinute)),
    isTimed: true,
  },
  time('Of those accepted, half within', (burst) => burst.total?.p50 ?? null),
  time('Of those accepted, 90 % within', (burst) => burst.total?.p90 ?? null),
  time('Of those accepted, 95 % within', (burst) => burst.total?.p95 ?? null),
  time('Of those accepted, 99 % within', (burst) => burst.total?.p99 ?? null),
  time('Slowest', (burst) => burst.total?.max ?? null),
  time('95 % from their real start, without the wait for a session', (burst) => burst.service?.p95 ?? null),
];
