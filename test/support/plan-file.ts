import { hashState } from '../../electron/engine/run/plan-store';
import { hashedOfFile, hashedOfPlan, type PlanFile } from '../../shared/run/plan-file';

/** A plan file with something changed in it, its hashes made anew: what a forger would hand over. */
export function forged(text: string, change: (file: PlanFile) => void): string {
  const file = JSON.parse(text) as PlanFile;
  change(file);
  file.plans.forEach((plan) => (plan.hash = hashState(hashedOfPlan(plan))));
  file.sha256 = hashState(hashedOfFile(file));
  return JSON.stringify(file);
}

/** The same, its hashes as they were: what a careless hand leaves behind. */
export function edited(text: string, change: (file: PlanFile) => void): string {
  const file = JSON.parse(text) as PlanFile;
  change(file);
  return JSON.stringify(file);
}
