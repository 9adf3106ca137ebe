import { z } from 'zod';

/** The parts of an SMTP session in their order; `final` is from the dot that ends the mail to the reply that takes it. */
export const smtpPhaseSchema = z.enum([
  'connect',
  'banner',
  'ehlo',
  'starttls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'final',
  'quit',
]);
export type SmtpPhase = z.infer<typeof smtpPhaseSchema>;
