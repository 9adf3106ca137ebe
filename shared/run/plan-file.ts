import { z } from 'zod';
import { planSchema } from './plan';

/** What a senior planned and a junior carries out: the plans as they were shown, and where they belong. */
export const planFileSchema = z.strictObject({
  format: z.literal('relaytune-plan'),
  version: z.literal(1),
  /** The run that planned it. */
  runId: z.string(),
  mode: z.enum(['practice', 'servers']),
  scenario: z.string(),
  /** ISO time at which it was saved. */
  savedAt: z.string(),
  savedBy: z.string(),
  machine: z.string(),
  appVersion: z.string(),
  ticket: z.string(),
  exchangeServer: z.string(),
  sqlServer: z.string(),
  profile: z.string(),
  /** In the order in which they are carried out; each step once. */
  plans: z.array(planSchema).min(1).max(100),
  /** SHA-256 of the canonical JSON of everything above. */
  sha256: z.string(),
});
export type PlanFile = z.infer<typeof planFileSchema>;

/** Longer than any plan: a file is never read further. */
export const mostPlanFileCharacters = 2_000_000;
