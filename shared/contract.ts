import './jitless';
import { z } from 'zod';
import { transcriptEntrySchema } from './exchange/transcript';
import { connectionSchema } from './run/connection';
import { phaseSchema } from './run/measured';
import { backlogSchema } from './run/measurement';
import { pageSchema } from './run/page';
import { mostPlanFileCharacters, ticketSchema } from './run/plan-file';
import { changeStepSchema, confirmationSchema, planRequestSchema, planSchema } from './run/plan';
import { smtpBurstWantedSchema } from './run/smtp-burst';
import { runStateSchema, runSummarySchema } from './run/state';
import { secret } from './secret';
import type { MenuItem } from './settings';
import { undoRowSchema } from './run/undo';
import { timelineSchema } from './run/timeline';
import { mostLadderFileCharacters } from './smtp/ladder-file';

const channel = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.strictObject({});
const short = z.string().max(256);

/** What practice fills in on page 1; the password is the lab's own and protects nothing. */
const connectionSuggestionSchema = z.strictObject({ connection: connectionSchema, sqlPassword: secret(z.string()) });

/** What Start needs to know of this computer. */
const startInfoSchema = z.strictObject({
  /** The PowerShell that the cmdlets run in; null where there is none. */
  powerShell: z.string().nullable(),
});

/** A text, and the name it is saved under. */
const textFileSchema = z.strictObject({ fileName: short, text: z.string() });
/** False when the user cancelled the dialog. */
const savedSchema = z.strictObject({ saved: z.boolean() });
const runbookWantedSchema = z.strictObject({
  language: z.enum(['ps1', 'sql']),
  what: z.enum(['change', 'undo']),
  planId: short.nullable(),
});

/** Everything the page may ask of the program. Types, preload and handlers derive from this alone. */
export const contract = {
  'app.info': channel(nothing, z.strictObject({ version: z.string(), runtime: z.string(), platform: z.string() })),
  'clipboard.write': channel(z.strictObject({ text: z.string().max(200_000) }), nothing),
  'runs.list': channel(nothing, z.array(runSummarySchema)),
  'start.info': channel(nothing, startInfoSchema),
  'runs.create': channel(
    z.discriminatedUnion('mode', [
      z.strictObject({ mode: z.literal('practice'), scenario: short }),
      z.strictObject({ mode: z.literal('servers') }),
    ]),
    runStateSchema,
  ),
  'runs.open': channel(z.strictObject({ runId: short }), runStateSchema),
  'runs.close': channel(nothing, nothing),
  'runs.current': channel(nothing, runStateSchema),
  'runs.end': channel(nothing, runStateSchema),
  'page.open': channel(z.strictObject({ page: pageSchema }), runStateSchema),
  'connect.suggest': channel(nothing, connectionSuggestionSchema),
  'connect.check': channel(
    z.strictObject({ connection: connectionSchema, sqlPassword: secret(z.string().max(128)) }),
    runStateSchema,
  ),
  'connectors.read': channel(nothing, runStateSchema),
  'connectors.choose': channel(z.strictObject({ guids: z.array(short).max(200) }), runStateSchema),
  'source.prove': channel(nothing, runStateSchema),
  'powershell.transcript': channel(nothing, z.array(transcriptEntrySchema)),
  'accounts.read': channel(nothing, runStateSchema),
  'accounts.choose': channel(z.strictObject({ accountId: z.int() }), runStateSchema),
  'step.leave': channel(
    z.strictObject({ step: changeStepSchema.exclude(['remove-test-mails']).or(z.literal('measure')) }),
    runStateSchema,
  ),
  /** Which test mailboxes lie outside Exchange's accepted domains; null = Exchange does not show those to this user. */
  'measure.recipients': channel(
    nothing,
    z.strictObject({ acceptedDomains: z.array(z.string()).nullable(), outside: z.array(z.string()) }),
  ),
  /** The addresses of this computer that a test's sessions can be opened from. */
  'measure.sources': channel(
    nothing,
    z.strictObject({
      sources: z.array(z.strictObject({ address: z.string(), name: z.string(), isSqlServer: z.boolean() })),
    }),
  ),
  /** `sourceAddress` null: the SQL Server's in practice, else what the system chooses. */
  'measure.ladder': channel(
    z.strictObject({ phase: phaseSchema, sourceAddress: z.string().max(64).nullable() }),
    runStateSchema,
  ),
  /** The ladder as a script for the SQL Server, and the name it is saved under. */
  'ladder.script': channel(z.strictObject({ phase: phaseSchema }), textFileSchema),
  /** The same, saved where the user says in a dialog; false when that was cancelled. */
  'ladder.saveScript': channel(z.strictObject({ phase: phaseSchema }), savedSchema),
  /** What the script wrote, as text; recorded as a ladder of the run. */
  'ladder.import': channel(
    z.strictObject({ phase: phaseSchema, text: z.string().max(mostLadderFileCharacters) }),
    runStateSchema,
  ),
  /** The same from a file that the user picks in a dialog; null when that was cancelled. */
  'ladder.openResult': channel(z.strictObject({ phase: phaseSchema }), runStateSchema.nullable()),
  'measure.smtpBurst': channel(smtpBurstWantedSchema.extend({ phase: phaseSchema }), runStateSchema),
  'measure.burst': channel(
    z.strictObject({
      phase: phaseSchema,
      mails: z.int().min(1).max(1000),
      /** So many waiting mails of others the user was shown, and wants the test all the same; 0 where none was accepted. */
      acceptedBacklog: z.int().min(0),
    }),
    runStateSchema,
  ),
  /** The server's own waiting mail, which a burst competes with. */
  'databaseMail.backlog': channel(nothing, backlogSchema),
  plan: channel(planRequestSchema, planSchema),
  /** Each setting that this run changed, and what is there now. */
  'undo.look': channel(nothing, z.array(undoRowSchema)),
  'run.ticket': channel(z.strictObject({ ticket: ticketSchema }), runStateSchema),
  /** The plan file with this plan and those kept before, and the fingerprint that two people compare. */
  'planFile.text': channel(
    z.strictObject({ planId: short, ticket: ticketSchema }),
    textFileSchema.extend({ fingerprint: short }),
  ),
  'planFile.save': channel(
    z.strictObject({ planId: short, ticket: ticketSchema }),
    savedSchema.extend({ fingerprint: short }),
  ),
  /** Begins a run that carries out a plan file. */
  'planFile.import': channel(z.strictObject({ text: z.string().max(mostPlanFileCharacters) }), runStateSchema),
  'planFile.open': channel(nothing, runStateSchema.nullable()),
  /** Main alone knows which secrets may be in it. */
  'report.text': channel(
    z.strictObject({ kind: z.enum(['html', 'json']), secrets: secret(z.array(z.string())) }),
    textFileSchema,
  ),
  'report.save': channel(z.strictObject({ kind: z.enum(['html', 'pdf', 'json']) }), savedSchema),
  /** What an admin runs by hand: of a plan that waits for its confirmation, or (null) of all that the run has changed. */
  'runbook.text': channel(runbookWantedSchema, textFileSchema),
  'runbook.save': channel(runbookWantedSchema, savedSchema),
  /** Reads what is unknown, and settles it where the reading tells. */
  'changes.settle': channel(nothing, runStateSchema),
  apply: channel(z.strictObject({ planId: short, confirmation: confirmationSchema }), runStateSchema),
  'databaseMail.start': channel(nothing, runStateSchema),
} as const;

type Contract = typeof contract;
export type Channel = keyof Contract;
export type Input<C extends Channel> = z.infer<Contract[C]['input']>;
export type Output<C extends Channel> = z.infer<Contract[C]['output']>;

/** Pushed while a call is under way; counts are absolute, so that a lost update does no harm. */
export const progressSchema = z.strictObject({
  /** The sentence above the bar. */
  text: z.string(),
  /** Steps done and in all; total 0 = not known yet. */
  done: z.int(),
  total: z.int(),
  /** Live counts of a ladder or burst, by name as shown. */
  counts: z.array(z.strictObject({ name: z.string(), value: z.int() })),
  /** Of a test: what happened so far. */
  timeline: timelineSchema.optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** The typed window.relaytune. `callId` is made by the page, one per call, and names it for progress and cancel. */
export type RelayTuneApi = {
  /** Answers an envelope as JSON: Electron's bridge copies an object value by value, which takes 100 ms for 500 connectors. */
  call(channel: Channel, input: unknown, callId: string): Promise<string>;
  cancel(callId: string): void;
  /** Returns the function that ends the subscription. */
  onProgress(listener: (callId: string, progress: Progress) => void): () => void;
  /** What was chosen in the program's menu. Returns the function that ends the subscription. */
  onMenu(listener: (item: MenuItem) => void): () => void;
};
