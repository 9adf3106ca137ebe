import { z } from 'zod';
import { accountSchema } from '../database-mail/account';
import { testMailsSchema } from '../database-mail/test-mails';
import { connectorSchema } from '../exchange/connector';
import { hubSchema } from '../exchange/hub';
import { sourceSchema } from '../exchange/source';
import { problemSchema } from '../result';
import { checkSchema, connectionSchema } from './connection';
import { phaseSchema } from './measured';
import { measurementSchema } from './measurement';
import { pageSchema } from './page';
import { changeStepSchema, confirmationSchema, planSchema } from './plan';
import { planFileSchema } from './plan-file';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** On the built-in practice servers, or on the user's own. */
export const runModeSchema = z.enum(['practice', 'servers']);

/** How a write ended: 'unknown' until the target has been read again. */
export const changeOutcomeSchema = z.enum(['applied', 'no-change', 'not-applied', 'unknown']);

/** A process or an SQL session that a write runs in, and when it began (its number can be given away again). */
export const writerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('powershell'),
    pid: z.int(),
    startedAt: z.string(),
    /** Whose number it is: another computer's process of that number is another one. */
    machine: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('sql'), sessionId: z.int(), loginTime: z.string() }),
]);
export type Writer = z.infer<typeof writerSchema>;

/** Of the lines that this version writes. */
export const journalFormat = 1;

/** Everything the journal can hold. Acts on servers come as a pair: announced before, finished or failed after. */
export const runEventSchema = z.discriminatedUnion('type', [
  event('run-started', {
    mode: runModeSchema,
    scenario: z.string(),
    user: z.string(),
    machine: z.string(),
    appVersion: z.string(),
    /** Of the journal's lines, 1 where it is absent; a newer one than `journalFormat` is not for this version. */
    format: z.int().optional(),
  }),
  /** The number of the change in the user's own ticket system, for the plan file and the report. */
  event('ticket-set', { ticket: z.string() }),
  /** A plan that goes into the plan file; it takes the place of an earlier one of the same step. */
  event('plan-kept', { plan: planSchema }),
  /** The run carries out a plan file, and nothing else. */
  event('plan-file-opened', { file: planFileSchema }),
  event('page-opened', { page: pageSchema }),
  event('connection-set', { connection: connectionSchema }),
  event('checks-finished', { checks: z.array(checkSchema) }),
  event('connectors-read', {
    connectors: z.array(connectorSchema),
    hubs: z.array(hubSchema),
  }),
  event('source-found', { source: sourceSchema }),
  event('connectors-chosen', { guids: z.array(z.string()) }),
  event('accounts-read', { accounts: z.array(accountSchema) }),
  event('account-chosen', { accountId: z.int() }),
  event('step-left', { step: changeStepSchema.or(z.literal('measure')) }),
  event('measurement-started', {
    id: z.string(),
    kind: z.enum(['ladder', 'smtpBurst', 'databaseMailBurst']),
    phase: phaseSchema,
    /** Of a burst: the server's newest mail before the first of its own, so that those can be found if it is cut off. */
    afterMailId: z.int().optional(),
  }),
  event('measurement-finished', { result: measurementSchema }),
  event('measurement-failed', {
    id: z.string(),
    problem: problemSchema,
    /** What it had queued by then, which Database Mail sends all the same. */
    testMails: testMailsSchema.optional(),
    /** An answer was lost, so it may have queued more than those. */
    mayHaveMore: z.boolean().optional(),
  }),
  event('change-announced', {
    plan: planSchema,
    target: z.int(),
    /** Who will write: what may still be at it when the program is gone. Absent where nothing outlives the program. */
    writer: writerSchema.optional(),
    /** What the user typed and ticked, and why. */
    accepted: confirmationSchema.omit({ hash: true }).optional(),
  }),
  event('change-finished', {
    planId: z.string(),
    target: z.int(),
    outcome: z.enum(['applied', 'no-change']),
    readBack: z.record(z.string(), z.string()),
    warnings: z.array(z.string()),
    /** What else the command printed, '' for nothing; absent where that was not told. */
    output: z.string().optional(),
  }),
  event('change-failed', {
    planId: z.string(),
    target: z.int(),
    outcome: z.enum(['not-applied', 'unknown']),
    problem: problemSchema,
  }),
  event('change-settled', {
    planId: z.string(),
    target: z.int(),
    outcome: z.enum(['applied', 'not-applied']),
    readBack: z.record(z.string(), z.string()),
  }),
  event('queue-stop-announced', { planId: z.string() }),
  event('queue-stopped', {}),
  event('queue-start-announced', {}),
  event('queue-started', {}),
  event('run-ended', {}),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

/** One line of the journal. `hash` covers the line without itself; `prev` is the hash of the line before, '' for the first. */
export const journalRecordSchema = z.strictObject({
  seq: z.int(),
  at: z.string(),
  event: runEventSchema,
  prev: z.string(),
  hash: z.string(),
});
export type JournalRecord = z.infer<typeof journalRecordSchema>;
