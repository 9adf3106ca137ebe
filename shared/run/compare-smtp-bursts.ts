import type { SmtpBurstResult } from './smtp-burst';

export type SmtpComparison = {
  comparable: boolean;
  /** Why they are not comparable; empty where they are. */
  reason: string;
  /** "failed 23 -> 0", "p95 31.0 s -> 0.4 s", ... */
  facts: string[];
};

/** Two SMTP bursts of a run, before and after its changes. */
export function compareSmtpBursts(before: SmtpBurstResult, after: SmtpBurstResult): SmtpComparison {
  const comparable = before.asked === after.asked;
  return {
    comparable,
    reason: comparable
      ? ''
      : `The two bursts differ in the number of mails: ${before.asked} before, ${after.asked} after.`,
    facts: [`421s ${before.refused421} -> ${after.refused421}`, `failed ${before.failed} -> ${after.failed}`],
  };
}
