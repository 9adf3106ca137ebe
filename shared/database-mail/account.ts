import { z } from 'zod';

/** How Database Mail signs in to the SMTP server with this account. */
const signInSchema = z.enum(['anonymous', 'login', 'windows']);

/** A Database Mail account: msdb.dbo.sysmail_server joined to sysmail_account and the profiles that use it. */
export const accountSchema = z.strictObject({
  accountId: z.int(),
  name: z.string(),
  emailAddress: z.string(),
  displayName: z.string().nullable(),
  replyToAddress: z.string().nullable(),
  description: z.string().nullable(),
  serverType: z.string(),
  serverName: z.string(),
  port: z.int(),
  /** What serverName stands for, by DNS; empty where nobody knows it. Aliases and balancers are compared by address. */
  serverAddresses: z.array(z.string()),
  /** Seconds; NULL on practically every server, expected to mean SmtpClient's own 100 s. */
  timeout: z.int().nullable(),
  username: z.string().nullable(),
  credentialId: z.int().nullable(),
  useDefaultCredentials: z.boolean(),
  enableSsl: z.boolean(),
  flags: z.int(),
  /** ISO time on the server's clock, without a zone, and who. */
  lastModified: z.string(),
  lastModifiedBy: z.string(),
  signIn: signInSchema,
  profiles: z.array(z.strictObject({ profileId: z.int(), name: z.string(), sequenceNumber: z.int().nullable() })),
  /** What it sent out of the newest 5,000 mails, and when last (server time); null where it sent none of them. */
  recentUse: z.strictObject({ mails: z.int(), lastSent: z.string().nullable() }).nullable(),
  /** Failures of the last seven days by cause, out of the newest 20,000 rows of the event log. */
  recentFailures: z.array(z.strictObject({ cause: z.string(), mails: z.int(), tries: z.int() })),
});
export type Account = z.infer<typeof accountSchema>;
