import { z } from 'zod';

/**
 * The steps that change something. 'undo' takes settings of the run back; 'restart' stops and starts the Database Mail process,
 * 'remove-test-mails' deletes this run's own rows in msdb: acts, which leave every setting as it is.
 */
export const changeStepSchema = z.enum([
  'connections',
  'efficiency',
  'timeout',
  'undo',
  'restart',
  'remove-test-mails',
]);
export type ChangeStep = z.infer<typeof changeStepSchema>;

/** Whether a step changes settings of the servers, and not only what they do or keep. */
export const changesSettings = (step: ChangeStep) => step !== 'restart' && step !== 'remove-test-mails';

/** One setting as it is and as it will be, as the server writes it. */
const settingChangeSchema = z.strictObject({
  /** Exchange's attribute name, or sysmail_server's column name. */
  setting: z.string(),
  before: z.string(),
  after: z.string(),
});

const effectiveLimitSchema = z.strictObject({
  /** Sessions one source can hold at once; null = no limit applies. */
  limit: z.int().nullable(),
  /** The attribute that binds; null when none does. */
  heldBy: z.string().nullable(),
});
export type EffectiveLimit = z.infer<typeof effectiveLimitSchema>;

const planTargetSchema = z.strictObject({
  kind: z.enum(['connector', 'account', 'queue', 'test-mails']),
  /** Guid of the connector, account_id of the account, 'databaseMail' of the queue, the marker of test mails and their first id. */
  key: z.string(),
  /** What the user knows it by: SERVER\Name, or the account's name. */
  name: z.string(),
  changes: z.array(settingChangeSchema),
  effectiveLimit: z.strictObject({ before: effectiveLimitSchema, after: effectiveLimitSchema }).nullable(),
  /** Exactly the PowerShell or T-SQL text that will run. */
  command: z.string(),
  /** The text that takes it back. */
  undoCommand: z.string(),
  /** What the command said with -WhatIf when it was planned; null where there is no such thing. */
  whatIf: z.string().nullable(),
  /** SHA-256 of `basis`: the write is refused when it no longer holds. */
  stateHash: z.string(),
  /** What was read when this was planned, over the fields whose change makes the plan stale, by the server's own names. */
  basis: z.record(z.string(), z.string()).optional(),
});
export type PlanTarget = z.infer<typeof planTargetSchema>;

const riskSchema = z.strictObject({ severity: z.enum(['info', 'warning', 'danger']), text: z.string() });
export type Risk = z.infer<typeof riskSchema>;

export const planSchema = z.strictObject({
  id: z.string(),
  step: changeStepSchema,
  /** ISO time at which the targets were read. */
  createdAt: z.string(),
  targets: z.array(planTargetSchema),
  risks: z.array(riskSchema),
  /** What the user must type (the connector's name) before the act; null when the button is enough. */
  typedName: z.string().nullable(),
  /** Sentences the user must tick before the act. */
  ticks: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  /** SHA-256 of everything above: the confirmation carries it, so that only what was shown can be applied. */
  hash: z.string(),
});
export type Plan = z.infer<typeof planSchema>;

/** What the page must send back to have a plan carried out, once. */
export const confirmationSchema = z.strictObject({
  hash: z.string(),
  typedName: z.string().nullable(),
  ticks: z.array(z.string()),
  /** Why what is accepted is acceptable here, in the user's words; for the report. Absent where the plan asks for none (acceptance.ts). */
  reason: z.string().max(500).optional(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

/** What a page asks for; the engine turns it into a Plan. Numbers are checked against Exchange's documented ranges. */
export const planRequestSchema = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('connections'),
    /** 1..10000 or unlimited, as typed. */
    maxInboundConnectionPerSource: z.string(),
    /** 1..100, as typed. */
    maxInboundConnectionPercentagePerSource: z.string(),
  }),
  z.strictObject({
    step: z.literal('efficiency'),
    /** hh:mm:ss or seconds, as typed; null leaves it alone. */
    maxAcknowledgementDelay: z.string().nullable(),
    tarpitInterval: z.string().nullable(),
  }),
  z.strictObject({
    step: z.literal('timeout'),
    /** Whole seconds, as typed. */
    timeout: z.string(),
  }),
  /** Takes settings back to what they were before this run. */
  z.strictObject({
    step: z.literal('undo'),
    /** Of these targets (PlanTarget.key); null = of all. */
    keys: z.array(z.string().max(256)).max(1000).nullable(),
    /** Settings that somebody has changed since and that are taken back all the same, each with the value that the user was shown. */
    overwrite: z
      .array(z.strictObject({ key: z.string().max(256), setting: z.string().max(256), seen: z.string().max(8000) }))
      .max(1000),
  }),
  /** The targets that an interrupted plan of this run did not reach. */
  z.strictObject({ step: z.literal('continue'), planId: z.string().max(64) }),
  /** A plan out of the plan file that this run was opened with, by its place in it. */
  z.strictObject({ step: z.literal('from-file'), index: z.int().min(0).max(100) }),
  z.strictObject({ step: z.literal('restart') }),
  /** Of every burst of the run. */
  z.strictObject({ step: z.literal('remove-test-mails') }),
]);
export type PlanRequest = z.infer<typeof planRequestSchema>;

/** Whether a server's text says the same: Exchange prints `unlimited` in small letters in 2010 and with a capital later. */
export const isSameValue = (one: string | undefined, other: string) => one?.toLowerCase() === other.toLowerCase();
