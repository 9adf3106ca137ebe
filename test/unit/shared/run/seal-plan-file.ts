import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/canonical-json';
import type { Plan } from '../../../../shared/run/plan';
import { hashedOfFile, hashedOfPlan, type PlanFile } from '../../../../shared/run/plan-file';
import { makePlanFile } from './make-plan-file';

export const hash = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** A file or a plan with its hashes as they should be. */
export const sealedPlan = (plan: Plan): Plan => ({ ...plan, hash: hash(hashedOfPlan(plan)) });
export const sealedFile = (file: PlanFile): PlanFile => ({ ...file, sha256: hash(hashedOfFile(file)) });

/** Two steps, planned on 24 November 2026 at 14:02 and saved at 14:10. */
export function makeSealedFile(): PlanFile {
  const file = makePlanFile();
  return sealedFile({ ...file, plans: file.plans.map(sealedPlan) });
}

/** A build's texts, short ones here: the engine's own are its tests' matter. */
export const timeoutTexts = (accountId: number, from: string, to: string) => [`${accountId}: ${from} -> ${to}`];
