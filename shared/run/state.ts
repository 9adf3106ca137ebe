import { z } from 'zod';
import { accountSchema } from '../database-mail/account';
import { testMailsSchema } from '../database-mail/test-mails';
import { connectorSchema } from '../exchange/connector';
import { hubSchema } from '../exchange/hub';
import { sourceSchema } from '../exchange/source';
import { problemSchema } from '../result';
import { checkSchema, connectionSchema } from './connection';
import { changeOutcomeSchema, runModeSchema, writerSchema } from './event';
import { burstResultSchema, ladderResultSchema } from './measurement';
import { pageSchema } from './page';
import { confirmationSchema, planSchema } from './plan';
import { planFileSchema } from './plan-file';
import { smtpBurstResultSchema } from './smtp-burst';

/** One target of one plan that was announced, and how its write ended. */
const changeRecordSchema = z.strictObject({
  plan: planSchema,
  target: z.int(),
  announcedAt: z.string(),
  /** As announced. */
  writer: writerSchema.optional(),
  accepted: confirmationSchema.omit({ hash: true }).optional(),
  outcome: changeOutcomeSchema,
  readBack: z.record(z.string(), z.string()),
  warnings: z.array(z.string()),
  /** As in change-finished. */
  output: z.string().optional(),
  problem: problemSchema.nullable(),
});
export type ChangeRecord = z.infer<typeof changeRecordSchema>;

const measured = z.strictObject({
  ladder: ladderResultSchema.nullable(),
  smtpBurst: smtpBurstResultSchema.nullable(),
  burst: burstResultSchema.nullable(),
});

const testKeySchema = z.enum(['ladder', 'smtpBurst', 'burst']);
export type TestKey = z.infer<typeof testKeySchema>;

/** The run as the page sees it: a pure fold over the journal's events (see fold.ts). */
export const runStateSchema = z.strictObject({
  id: z.string(),
  mode: runModeSchema,
  scenario: z.string(),
  startedAt: z.string(),
  /** Who began the run, and where; '' until its first record. */
  user: z.string(),
  machine: z.string(),
  ticket: z.string(),
  /** Plans for the plan file, one a step. */
  kept: z.array(planSchema),
  /** What this run carries out, and nothing else; null for a run that plans for itself. */
  planFile: planFileSchema.nullable(),
  /** Why nothing can be recorded or changed; null where all can. Not of the journal: whoever opens the run knows. */
  readOnly: problemSchema.nullable(),
  /** Where a last line that a crash had torn is kept since this opening; null otherwise. Not of the journal either. */
  keptAside: z.string().nullable(),
  /** When the newest event was recorded; '' before the first. */
  at: z.string(),
  /** Each time the computer's clock went back before a record, by its number: what the times of the run say is wrong from there on. */
  clockJumps: z.array(z.strictObject({ seq: z.int(), from: z.string(), to: z.string() })),
  page: pageSchema,
  connection: connectionSchema.nullable(),
  checks: z.array(checkSchema),
  connectors: z.array(connectorSchema),
  hubs: z.array(hubSchema),
  /** Where the SQL Server's mail comes from. */
  source: sourceSchema,
  /** The connectors to change, one a hub; the tests aim at the first. */
  connectorGuids: z.array(z.string()),
  accounts: z.array(accountSchema),
  accountId: z.int().nullable(),
  before: measured,
  after: measured,
  /** Those of `after` that are older than a setting applied since (see outdated.ts). */
  outdated: z.array(testKeySchema),
  /** How many of `changes` had been announced when each test of `after` was recorded: those that follow are later than it. */
  changesAtTest: z.strictObject({ ladder: z.int(), smtpBurst: z.int(), burst: z.int() }),
  /** What every burst of the run queued, also those that failed or were sent again since; one entry a burst. */
  testMails: z.array(testMailsSchema),
  /** In the order announced. */
  changes: z.array(changeRecordSchema),
  /** Steps the user left as they are. */
  left: z.array(z.string()),
  /** 'stopped-by-run': RelayTune stopped Database Mail and has not started it again. */
  queue: z.enum(['untouched', 'stopped-by-run', 'restarted']),
  measuring: z
    .strictObject({ id: z.string(), kind: z.string(), phase: z.string(), afterMailId: z.int().nullable() })
    .nullable(),
  /** Bursts that were cut off: what they queued after that mail has still to be looked for. */
  cutOff: z.array(z.strictObject({ id: z.string(), afterMailId: z.int() })),
  ended: z.boolean(),
});
export type RunState = z.infer<typeof runStateSchema>;

/** One earlier run on the Start page. */
export const runSummarySchema = z.strictObject({
  id: z.string(),
  mode: runModeSchema,
  scenario: z.string(),
  startedAt: z.string(),
  page: pageSchema,
  ended: z.boolean(),
  /** Changes of settings that were made, targets of plans; neither undos nor acts. */
  changesApplied: z.int(),
  /** Whether a setting stands at a value of this run, or may. */
  canUndo: z.boolean(),
  queueStopped: z.boolean(),
  /** Whether it carries out a plan file. */
  planFile: z.boolean().optional(),
  /** Set when the journal cannot be continued (broken chain, newer format, in use by another process). */
  problem: problemSchema.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;
