import { z } from 'zod';
import type { Plan } from './plan';
import { hashedOfFile, hashedOfPlan, mostPlanFileCharacters, planFileSchema, type PlanFile } from './plan-file';
import { fromTheFuture, newerVersion, notAPlan, tampered, tooOld } from './plan-file-problem';
import { hasOwnCommands, whyNotForFile } from './plan-file-shape';

export type PlanFileRules = {
  now: Date;
  /** SHA-256 of the canonical JSON, in hexadecimal. */
  hash(value: unknown): string;
  /** Every text that takes this account's timeout from one value to another, on one build or another. */
  timeoutTexts(accountId: number, from: string, to: string): readonly string[];
};

const day = 86_400_000;
/** A server that nobody looked at for longer is not the one that was planned for. */
const mostAge = 7 * day;
/** How far two computers' clocks may be apart. */
const mostAhead = 3_600_000;

/** Characters that hide, overwrite or turn around what stands beside them. */
const unsafe = /[^\P{Cc}\t\n\r]|[\p{Cs}\p{Bidi_Control}]/u;
const head = z.looseObject({ format: z.literal('relaytune-plan'), version: z.number() });

/**
 * A plan file's text, believed in nothing: its shape, each plan's own hash, its texts, which are made anew from its values, the
 * file's hash, and its age. The hashes tell accidents and careless edits; whoever forges a file can forge them too.
 * @throws ProblemError 'plan-file/not-a-plan', '/newer-version', '/tampered' or '/too-old'
 */
export function readPlanFile(text: string, rules: PlanFileRules): PlanFile {
  const file = parse(text);
  file.plans.forEach((plan) => checkPlan(plan, rules));
  if (new Set(file.plans.map(({ step }) => step)).size < file.plans.length) throw notAPlan('It holds a step twice.');
  if (rules.hash(hashedOfFile(file)) !== file.sha256)
    throw tampered(
      'Its plans fit their own hashes, but what stands around them (who, when, ticket, servers, order) does not.',
    );
  checkAge(file, rules.now);
  return file;
}

function parse(text: string): PlanFile {
  if (text.length > mostPlanFileCharacters) throw notAPlan('It is longer than any plan.');
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw notAPlan('It is no JSON.');
  }
  const known = head.safeParse(json);
  if (!known.success) throw notAPlan('Its "format" is not "relaytune-plan".');
  if (known.data.version > 1) throw newerVersion(known.data.version);
  const parsed = planFileSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw notAPlan(`${issue?.path.join('.') || 'The file'}: ${issue?.message ?? 'not as RelayTune writes it'}.`);
  }
  if (hasUnsafeText(parsed.data)) throw notAPlan('It holds characters that cannot be seen.');
  return parsed.data;
}

function hasUnsafeText(value: unknown): boolean {
  if (typeof value === 'string') return unsafe.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => unsafe.test(name) || hasUnsafeText(member));
}

function checkPlan(plan: Plan, rules: PlanFileRules): void {
  if (rules.hash(hashedOfPlan(plan)) !== plan.hash)
    throw tampered(`The step "${plan.step}" does not fit its own hash: something in it was changed.`);
  const why = whyNotForFile(plan);
  if (why !== null) throw notAPlan(`The step "${plan.step}" is not as RelayTune plans it: ${why}.`);
  const wrong = plan.targets.find((target) =>
    target.kind === 'account' ? !hasOwnTexts(target, rules) : !hasOwnCommands(target),
  );
  if (wrong) throw tampered(`The commands of ${wrong.name} are not what its values come to.`);
  if (Number.isNaN(Date.parse(plan.createdAt))) throw notAPlan(`The step "${plan.step}" has no time.`);
}

function hasOwnTexts({ key, changes, command, undoCommand }: Plan['targets'][number], rules: PlanFileRules): boolean {
  const [change] = changes;
  if (!change) return false;
  const texts = (from: string, to: string) => rules.timeoutTexts(Number(key), from, to);
  return (
    texts(change.before, change.after).includes(command) && texts(change.after, change.before).includes(undoCommand)
  );
}

/** By its oldest plan: what was read then, and not when it was saved. Throws ProblemError 'plan-file/too-old' and such. */
export function checkAge({ savedAt, plans }: PlanFile, now: Date): void {
  const times = [savedAt, ...plans.map(({ createdAt }) => createdAt)].map((time) => Date.parse(time));
  if (Math.max(...times) - now.getTime() > mostAhead) throw fromTheFuture(savedAt, now.toISOString());
  const age = now.getTime() - Math.min(...times);
  if (age > mostAge)
    throw tooOld(`What it changes was read ${Math.floor(age / day)} days ago; a plan holds for seven days.`);
}
