import { z } from 'zod';
import { planSchema, type Plan } from './plan';

const short = z.string().max(256);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Longer than any ticket's number. */
export const mostTicketCharacters = 120;
/** The number of the change in the user's own ticket system. */
export const ticketSchema = z.string().max(mostTicketCharacters);

/** What a senior planned and a junior carries out: the plans as they were shown, and where they belong. */
export const planFileSchema = z.strictObject({
  format: z.literal('relaytune-plan'),
  version: z.literal(1),
  /** The run that planned it. */
  runId: z.string().regex(/^\d{8}-\d{6}-[a-z0-9]{6}$/),
  mode: z.enum(['practice', 'servers']),
  scenario: z.string().max(64),
  /** First three parts of the practice servers' addresses, which their connectors name; null on the user's own servers. */
  practiceNetwork: z
    .string()
    .regex(/^127\.\d{1,3}\.\d{1,3}$/)
    .nullable(),
  /** ISO time at which it was saved. */
  savedAt: z.iso.datetime(),
  savedBy: short,
  machine: short,
  appVersion: z.string().max(64),
  ticket: ticketSchema,
  exchangeServer: short,
  sqlServer: short,
  profile: short,
  /** In the order in which they are carried out; each step once. */
  plans: z.array(planSchema).min(1).max(10),
  /** SHA-256 of the canonical JSON of everything above. */
  sha256,
});
export type PlanFile = z.infer<typeof planFileSchema>;

/** Longer than any plan: a file is never read further. */
export const mostPlanFileCharacters = 2_000_000;

/** The steps that a plan file can hold, in the order in which they are carried out. A restart has no values: it is offered as ever. */
export const fileSteps = ['connections', 'efficiency', 'timeout'] as const;
export type FileStep = (typeof fileSteps)[number];

/** What a plan's own hash covers: all of it but `hash` (canonical JSON leaves out what is undefined). */
export const hashedOfPlan = (plan: Plan): unknown => ({ ...plan, hash: undefined });

/** What a file's hash covers: all of it but `sha256`. */
export const hashedOfFile = (file: PlanFile): unknown => ({ ...file, sha256: undefined });

/** The Guids of the connectors that a file changes, each once, in the order in which they are. */
export const fileConnectors = ({ plans }: Pick<PlanFile, 'plans'>): string[] => [
  ...new Set(plans.flatMap(({ targets }) => targets.flatMap(({ kind, key }) => (kind === 'connector' ? [key] : [])))),
];

/** The beginning of a file's SHA-256, to be compared by people: `3f2a 91bc 07de`. */
export const fingerprintOf = (sum: string) => (sum.slice(0, 12).match(/.{4}/g) ?? []).join(' ');

/** A ticket as it is kept: one line, without what surrounds it. */
export const ticketText = (typed: string) => typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** The name a plan file is saved under: with the ticket, where it can be part of a file's name. */
export function planFileName({ runId, ticket }: Pick<PlanFile, 'runId' | 'ticket'>): string {
  const isSafe = /^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$/.test(ticket);
  return `relaytune-plan-${isSafe ? `${ticket}-` : ''}${runId}.json`;
}
