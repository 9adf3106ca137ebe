import { z } from 'zod';
import { testMailsSchema } from '../database-mail/test-mails';
import { replyClassSchema } from '../smtp/reply-class';
import { measuredShape } from './measured';
import { smtpBurstResultSchema } from './smtp-burst';
import { timelineSchema } from './timeline';

/** Journals from before this was drawn have none; those and what else is new since then get what is not known. */
const courseSchema = timelineSchema.default({ sliceMs: 1000, slices: [] });

/** The connection ladder: sessions opened one after the other, nothing sent. */
export const ladderResultSchema = z.strictObject({
  ...measuredShape,
  kind: z.literal('ladder'),
  host: z.string(),
  port: z.int(),
  /** Climbed by RelayTune on this computer, or by the script it wrote for another. */
  origin: z.enum(['here', 'script']).default('here'),
  /** Name of the computer it was climbed from. */
  machine: z.string().default(''),
  /** Sessions that computer had open to the same server and port before the first rung; null where that is not known. */
  alreadyOpen: z.int().nullable().default(null),
  /** Sessions that got a 220. */
  opened: z.int(),
  /** Sessions the source can hold, `alreadyOpen` among them; null where no refusal named a limit, so "at least `opened`". */
  limit: z.int().nullable(),
  /** Sessions that the server closed while they were held; then no limit is given. */
  dropped: z.int().default(0),
  /** The first reply that was no 220, as received, and its class. */
  refusal: z.strictObject({ text: z.string(), class: replyClassSchema }).nullable(),
  /** Greetings that came late again and again, as where MaxConnectionRatePerMinute is used up (see ladder-reading.ts). */
  slow: z
    .strictObject({ session: z.int(), usualMs: z.number(), tookMs: z.number(), perMinute: z.int().nullable() })
    .nullable()
    .default(null),
  timeline: courseSchema,
});
export type LadderResult = z.infer<typeof ladderResultSchema>;

/** The mails of the server before a burst, among its newest ones. */
export const backlogSchema = z.strictObject({
  /** Other mail that waits; the program's own test mails are not among it. */
  unsent: z.int(),
  retrying: z.int(),
  /** Test mails, of this run or another, that are unsent or retrying. */
  ownWaiting: z.int(),
  /** Requested in the last hour, whatever became of them. */
  lastHour: z.int(),
  /** How many of the newest mails were looked at; a server may hold millions. */
  examined: z.int(),
  /** False when older mails were left out, so that the counts are "at least". */
  isComplete: z.boolean(),
});
export type Backlog = z.infer<typeof backlogSchema>;

/** A mail that is not ours and failed or was retried during a burst. Never its subject, recipients or body. */
const foreignMailSchema = z.strictObject({
  mailitemId: z.int(),
  /** The server's wall clock at its last failed try; null where the log does not say. */
  when: z.string().nullable(),
  cause: replyClassSchema.nullable(),
  /** What has become of it by the end of the test. */
  status: z.enum(['unsent', 'sent', 'failed', 'retrying']),
  profile: z.string().nullable(),
});
export type ForeignMail = z.infer<typeof foreignMailSchema>;

/** N mails handed to sp_send_dbmail and followed to their end. */
export const burstResultSchema = z.strictObject({
  ...measuredShape,
  ...testMailsSchema.shape,
  kind: z.literal('databaseMailBurst'),
  accountId: z.int(),
  profile: z.string(),
  /** What ended it early; null when every mail was queued and followed to its end. `stopped` says the same. */
  stoppedBy: z.enum(['user', 'foreign-failure', 'patience']).nullable(),
  /** Mails queued; asked = sent + failed + waiting. */
  asked: z.int(),
  sent: z.int(),
  failed: z.int(),
  /** Still unsent or retrying when it ended: the server goes on with them. */
  waiting: z.int(),
  /** Tries, not mails: one mail can be refused twice. */
  refused421: z.int(),
  timedOut: z.int(),
  /** Mails with a row in sysmail_send_retries, and the further tries it counts. */
  retried: z.int(),
  retries: z.int(),
  /** Distinct mails and tries by cause, from sysmail_event_log. */
  causes: z.array(z.strictObject({ cause: replyClassSchema, mails: z.int(), tries: z.int(), example: z.string() })),
  /** The first failed try: the mail's number in the burst, from 1, and why. */
  firstFailure: z
    .strictObject({ number: z.int(), mailitemId: z.int(), cause: replyClassSchema, text: z.string() })
    .nullable(),
  /** sent / (last sent_date - first send_request_date), per second; null when nothing was sent, or the clock jumped. */
  perSecond: z.number().nullable(),
  /** Most mails with the same second in sent_date. */
  bestSecond: z.int().nullable(),
  /** Milliseconds from send_request_date to sent_date of the sent mails; null when nothing was sent. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
  /** Sent mails whose two dates make no sense together, since the server's clock was changed in between. */
  untimed: z.int(),
  /**
   * Most SQL sessions that the Database Mail process held at once (it is not the number of its SMTP sessions); null where
   * the login may not see them.
   */
  databaseMailSessions: z.int().nullable(),
  /** Mails that timed out and were tried again: each may arrive twice. */
  mayArriveTwice: z.int(),
  backlog: backlogSchema,
  /** The first hundred, by id. */
  foreign: z.array(foreignMailSchema),
  foreignCount: z.int(),
  bodyBytes: z.int(),
  timeline: courseSchema,
});
export type BurstResult = z.infer<typeof burstResultSchema>;

export const measurementSchema = z.discriminatedUnion('kind', [
  ladderResultSchema,
  burstResultSchema,
  smtpBurstResultSchema,
]);
export type Measurement = z.infer<typeof measurementSchema>;
