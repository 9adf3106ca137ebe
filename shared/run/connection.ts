import { z } from 'zod';
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
  sqlUser: z.string(),
  /** Database Mail profile that the failing mails use. */
  profile: z.string(),
  /** 1 to 20 internal test mailboxes, used in turn. */
  testMailboxes: z.array(z.string()),
});
export type Connection = z.infer<typeof connectionSchema>;

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
});
export type Check = z.infer<typeof checkSchema>;
