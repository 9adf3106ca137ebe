import { z } from 'zod';
import { consentSchema, sqlEncryptionSchema, sqlSignInSchema } from '../database-mail/sql-session';
import { wayChoiceSchema } from '../exchange/ways';

/** What page 1 asks for. Passwords are not part of it: they live in memory only, for the run. */
export const connectionSchema = z.strictObject({
  /** Name of the Exchange hub transport server. */
  exchangeServer: z.string(),
  /** How to sign in to Exchange. */
  exchangeWay: wayChoiceSchema,
  /** The connectors of all hubs of the organisation, or of the named server alone. */
  connectorScope: z.enum(['organisation', 'server']),
  /** HOST, HOST\INSTANCE or HOST,PORT. */
  sqlServer: z.string(),
  /** The addresses that its mail comes from, where the user knows them; else RelayTune looks for them. */
  sqlAddresses: z.array(z.string()),
  sqlSignIn: sqlSignInSchema,
  /** A login, or DOMAIN\user; empty for the Windows user who runs RelayTune. */
  sqlUser: z.string(),
  /** How the session to SQL Server is protected; less than 'tls' only with the user's consent. */
  sqlEncryption: sqlEncryptionSchema,
  /** SHA-256 fingerprint of the certificate that the user accepted for it; null where it must be vouched for. */
  sqlCertificate: z.string().nullable(),
  /** Database Mail profile that the failing mails use. */
  profile: z.string(),
  /** 1 to 20 internal test mailboxes, used in turn. */
  testMailboxes: z.array(z.string()),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Nothing agreed to: what was, was for one run and one server. */
export const fullProtection = { sqlEncryption: 'tls', sqlCertificate: null } as const;

/** Page 1 before anything is typed. */
export const emptyConnection: Connection = {
  exchangeServer: '',
  exchangeWay: 'automatic',
  connectorScope: 'organisation',
  sqlServer: '',
  sqlAddresses: [],
  sqlSignIn: 'sqlLogin',
  sqlUser: '',
  ...fullProtection,
  profile: '',
  testMailboxes: [],
};

/** Whether two names that were typed name the same server, as far as their letters tell. */
export const isSameServer = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** One row of the check list on page 1. */
export const checkSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['passed', 'warning', 'blocked']),
  /** What was found, in one sentence. */
  reason: z.string(),
  /** What to do about it; empty when passed. */
  remedy: z.string(),
  /** A command to copy for it, which RelayTune never runs; null where there is none. */
  command: z.string().nullable(),
  /** What the user can agree to, so that it passes; null where there is no such thing. */
  consent: consentSchema.nullable(),
});
export type Check = z.infer<typeof checkSchema>;
