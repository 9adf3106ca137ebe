import { z } from 'zod';
import { smtpPhaseSchema } from '../smtp/phase';
import { replyClassSchema } from '../smtp/reply-class';
import { secret } from '../secret';
import { measuredShape } from './measured';
import { timelineSchema } from './timeline';

/** A connection of its own for each mail (the worst case), or connections that stay open for the next (closest to Database Mail). */
export const smtpConnectionsSchema = z.enum(['one-per-mail', 'pooled']);
export type SmtpConnections = z.infer<typeof smtpConnectionsSchema>;

/** Milliseconds on the clock of the servers, of `count` values. */
const quantilesSchema = z.strictObject({
  count: z.int(),
  p50: z.number(),
  p90: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
});
export type Quantiles = z.infer<typeof quantilesSchema>;

/** What ended a burst early. */
const smtpStopSchema = z.enum([
  'user',
  /** A fifth of the mails failed with something else than a 421. */
  'failures',
  'recipient-refused',
  'back-pressure',
  /** The server stopped answering, or cannot be reached. */
  'contact-lost',
  /** The hub's queues grew by more than the test sends, with a margin. */
  'queue-length',
  'duration',
]);
export type SmtpStop = z.infer<typeof smtpStopSchema>;

/** N mails sent to a receive connector by RelayTune's own SMTP client. */
export const smtpBurstResultSchema = z.strictObject({
  ...measuredShape,
  kind: z.literal('smtpBurst'),
  host: z.string(),
  port: z.int(),
  connections: smtpConnectionsSchema,
  /** Most sessions that it was allowed to have open at once. */
  sessions: z.int(),
  /** Mails due a second; null = all due at the start, as Database Mail's are. */
  ratePerSecond: z.number().nullable(),
  encrypted: z.boolean(),
  signedIn: z.boolean(),
  /** The run id in each subject, and in the header X-RelayTune-Run. */
  marker: z.string(),
  mailboxes: z.int(),
  /** Mailboxes outside Exchange's accepted domains that the user sent to all the same. */
  outside: z.array(z.string()),
  bodyBytes: z.int(),
  stoppedBy: smtpStopSchema.nullable(),
  /** Whether the hub's queues could be seen, so that the test would have ended when they grew. */
  queueWatched: z.boolean(),
  /** asked = accepted + failed + unanswered + notSent. */
  asked: z.int(),
  accepted: z.int(),
  failed: z.int(),
  /** Sent whole, but the reply to it never came: each may have been delivered. */
  unanswered: z.int(),
  notSent: z.int(),
  /** Failed with a 421, whatever its cause. */
  refused421: z.int(),
  causes: z.array(
    z.strictObject({ cause: replyClassSchema, phase: smtpPhaseSchema, mails: z.int(), example: z.string() }),
  ),
  /** The first mail that failed, by its number in the burst, from 1. */
  firstFailure: z
    .strictObject({ number: z.int(), phase: smtpPhaseSchema, cause: replyClassSchema, text: z.string() })
    .nullable(),
  /** Sessions open at once, at most: those that got their 220. */
  mostOpen: z.int(),
  /** accepted / (last acceptance - first intended start), per second; null when nothing was accepted. */
  perSecond: z.number().nullable(),
  /** From a mail's intended start to its acceptance; null when nothing was accepted, or the times cannot be trusted. */
  total: quantilesSchema.nullable(),
  /** The same from its real start: without the wait for a session. */
  service: quantilesSchema.nullable(),
  /** Phase by phase: how long it took, and from the mail's intended start to its end. Empty when the times cannot be trusted. */
  phases: z.array(z.strictObject({ phase: smtpPhaseSchema, took: quantilesSchema, since: quantilesSchema })),
  /** RelayTune's own lateness, wall milliseconds; above 50 (p99) no times are given, since they would be its own. */
  lag: z.strictObject({ p99Ms: z.number(), maxMs: z.number(), isTrusted: z.boolean() }),
  timeline: timelineSchema,
});
export type SmtpBurstResult = z.infer<typeof smtpBurstResultSchema>;

/** What the page asks for. */
export const smtpBurstWantedSchema = z.strictObject({
  mails: z.int().min(1).max(10_000),
  connections: smtpConnectionsSchema,
  sessions: z.int().min(1).max(600),
  ratePerSecond: z.number().min(0.1).max(1000).nullable(),
  /** The address of this computer to send from; null leaves it to the system. */
  sourceAddress: z.string().max(64).nullable(),
  /** STARTTLS before anything else; without it the session is in the clear. */
  encrypt: z.boolean(),
  signIn: z.strictObject({ user: z.string().max(256), password: secret(z.string().max(256)) }).nullable(),
  /** Mailboxes outside the accepted domains that the user was shown, and wants to send to all the same. */
  acceptedOutside: z.array(z.string().max(256)).max(20),
});
export type SmtpBurstWanted = z.infer<typeof smtpBurstWantedSchema>;
