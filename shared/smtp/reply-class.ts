import { z } from 'zod';

/** Every reply and failure falls into one of these; what is not recognised stays 'unknown'. */
export const replyClassSchema = z.enum([
  'accepted',
  // Limits.
  'per-source-limit',
  'total-limit',
  'message-rate-limit',
  'server-rate-limit',
  'exchange-online-limit',
  // The server's state.
  'service-not-available',
  'back-pressure',
  'not-redundant',
  // This session or mail.
  'session-expired',
  'too-many-errors',
  'relay-denied',
  'not-authenticated',
  'sign-in-refused',
  'recipient-refused',
  'too-many-recipients',
  'message-too-big',
  'protocol-trouble',
  'permanent-refusal',
  'not-smtp',
  'tls',
  // No answer, or not in time.
  'timeout',
  'connect-timeout',
  'greeting-timeout',
  'answer-timeout',
  'acknowledgement-timeout',
  'connection-lost',
  // No way to the server.
  'connect-refused',
  'name-not-found',
  'no-route',
  'local-trouble',
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
