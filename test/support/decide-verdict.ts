import type { BurstResult } from '../../shared/run/measurement';
import { decideVerdict } from '../../shared/run/verdict';
import { makeBurst } from './run-fixtures';

/** The verdict over two Database Mail bursts that are whole and alike but for what is given; null = not sent. */
export const decide = (before: Partial<BurstResult> | null, after: Partial<BurstResult> | null) =>
  decideVerdict({
    before: { ladder: null, smtpBurst: null, burst: before && makeBurst(before) },
    after: { ladder: null, smtpBurst: null, burst: after && makeBurst({ phase: 'after', ...after }) },
    outdated: [],
    changes: [],
  });
