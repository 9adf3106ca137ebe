import { z } from 'zod';
import { replyClassSchema } from '../smtp/reply-class';

/** Measured before the changes of a run, or after them. */
export const phaseSchema = z.enum(['before', 'after']);
export type Phase = z.infer<typeof phaseSchema>;

const common = {
  id: z.string(),
  phase: phaseSchema,
  /** SERVER\Name of the connector the test was aimed at. */
  connectorIdentity: z.string(),
  sourceAddress: z.string(),
  /** ISO times on the clock of the servers (lab time in practice). */
  startedAt: z.string(),
  endedAt: z.string(),
  /** True when the user stopped it: the numbers cover what had happened by then. */
  stopped: z.boolean(),
};

/** The connection ladder: sessions opened one after the other, nothing sent. */
export const ladderResultSchema = z.strictObject({
  ...common,
  kind: z.literal('ladder'),
  host: z.string(),
  port: z.int(),
  /** Sessions that got a 220. */
  opened: z.int(),
  /** Sessions the source could hold, measured; null = never refused, so "at least `opened`". */
  limit: z.int().nullable(),
  /** The first reply that was no 220, as received, and its class. */
  refusal: z.strictObject({ text: z.string(), class: replyClassSchema }).nullable(),
});
export type LadderResult = z.infer<typeof ladderResultSchema>;

/** N mails handed to sp_send_dbmail and followed to their end. */
export const burstResultSchema = z.strictObject({
  ...common,
  kind: z.literal('databaseMailBurst'),
  accountId: z.int(),
  profile: z.string(),
  /** Mails queued; sent + failed = asked unless stopped. */
  asked: z.int(),
  sent: z.int(),
  failed: z.int(),
  /** Tries, not mails: one mail can be refused twice. */
  refused421: z.int(),
  timedOut: z.int(),
  /** Distinct mails and tries by cause, from sysmail_event_log. */
  causes: z.array(z.strictObject({ cause: replyClassSchema, mails: z.int(), tries: z.int(), example: z.string() })),
  /** sent / (last sent_date - first send_request_date), per second; null when nothing was sent. */
  perSecond: z.number().nullable(),
  /** Milliseconds from send_request_date to sent_date of the sent mails; null when nothing was sent. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
  bodyBytes: z.int(),
});
export type BurstResult = z.infer<typeof burstResultSchema>;

export const measurementSchema = z.discriminatedUnion('kind', [ladderResultSchema, burstResultSchema]);
export type Measurement = z.infer<typeof measurementSchema>;
