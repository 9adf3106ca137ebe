import { z } from 'zod';

/** Every reply and failure falls into one of these; what is not recognised stays 'unknown'. */
export const replyClassSchema = z.enum([
  'accepted',
  'per-source-limit',
  'total-limit',
  'message-rate-limit',
  'service-not-available',
  'back-pressure',
  'session-expired',
  'too-many-errors',
  'relay-denied',
  'not-authenticated',
  'tls',
  'timeout',
  'connect-refused',
  'connect-timeout',
  'connection-lost',
  'exchange-online-limit',
  'unknown',
]);
export type ReplyClass = z.infer<typeof replyClassSchema>;

/**
 * Whether a server says this with a 421 reply. Database Mail's log never shows the digits (System.Net.Mail replaces them
 * by "Service not available, closing transmission channel"), so the class decides.
 */
export function isAnswered421(replyClass: ReplyClass): boolean {
  return answered421.has(replyClass);
}

const answered421: ReadonlySet<ReplyClass> = new Set([
  'per-source-limit',
  'total-limit',
  'message-rate-limit',
  'service-not-available',
  'session-expired',
  'too-many-errors',
]);
