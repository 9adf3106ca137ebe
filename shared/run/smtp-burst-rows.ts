import { countRow, perMinuteRow, timeRow, type ComparedRow } from './compared-rows';
import type { SmtpBurstResult } from './smtp-burst';

type Row = ComparedRow<SmtpBurstResult>;

const time = (name: string, value: Row['value']) => timeRow(name, value, 'not given');

/** The numbers of the SMTP burst. Times count from when a mail was due, as its sender would see it. */
export const smtpBurstRows: readonly Row[] = [
  countRow('Mails asked', (burst) => burst.asked),
  countRow('Accepted', (burst) => burst.accepted),
  countRow('Failed', (burst) => burst.failed),
  countRow('Of these, refused with 421', (burst) => burst.refused421),
  countRow('Sent, but no answer came: may have been delivered', (burst) => burst.unanswered),
  countRow('Not sent', (burst) => burst.notSent),
  countRow('Sessions open at once, at most', (burst) => burst.mostOpen),
  perMinuteRow,
  time('Of those accepted, half within', (burst) => burst.total?.p50 ?? null),
  time('Of those accepted, 90 % within', (burst) => burst.total?.p90 ?? null),
  time('Of those accepted, 95 % within', (burst) => burst.total?.p95 ?? null),
  time('Of those accepted, 99 % within', (burst) => burst.total?.p99 ?? null),
  time('Slowest', (burst) => burst.total?.max ?? null),
  time('95 % from their real start, without the wait for a session', (burst) => burst.service?.p95 ?? null),
];
