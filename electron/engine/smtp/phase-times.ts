import type { Quantiles, SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { smtpPhaseSchema, type SmtpPhase } from '../../../shared/smtp/phase';
import { countQuantiles, type QuantileCounter } from './quantiles';

/** The times of a burst, phase by phase, on the clock of the servers. */
export type PhaseTimes = {
  /** Wall times of `performance.now()`; `dueMs` is when the mail was meant to start. */
  record(dueMs: number, phase: SmtpPhase, startedMs: number, endedMs: number): void;
  accepted(dueMs: number, startedMs: number, endedMs: number): void;
  result(): Pick<SmtpBurstResult, 'total' | 'service' | 'phases'>;
};

/** @param factor server milliseconds in one of the wall's */
export function timePhases(factor: number): PhaseTimes {
  const phases = new Map<SmtpPhase, { took: QuantileCounter; since: QuantileCounter }>();
  const total = countQuantiles();
  const service = countQuantiles();

  function addCounters(phase: SmtpPhase) {
    const counters = { took: countQuantiles(), since: countQuantiles() };
    phases.set(phase, counters);
    return counters;
  }

  return {
    record(dueMs, phase, startedMs, endedMs) {
      const { took, since } = phases.get(phase) ?? addCounters(phase);
      took.record((endedMs - startedMs) * factor);
      since.record((endedMs - dueMs) * factor);
    },
    accepted(dueMs, startedMs, endedMs) {
      total.record((endedMs - dueMs) * factor);
      service.record((endedMs - startedMs) * factor);
    },
    result: () => ({
      total: total.quantiles(),
      service: service.quantiles(),
      phases: smtpPhaseSchema.options.flatMap((phase) => {
        const counted = phases.get(phase);
        const took: Quantiles | null = counted?.took.quantiles() ?? null;
        const since: Quantiles | null = counted?.since.quantiles() ?? null;
        return took && since ? [{ phase, took, since }] : [];
      }),
    }),
  };
}
