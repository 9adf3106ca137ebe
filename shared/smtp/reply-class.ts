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
