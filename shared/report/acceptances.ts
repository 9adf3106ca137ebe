import type { RunState } from '../run/state';
import { stepName } from '../run/step-names';
import type { ReportAcceptance } from './report';

const noReason = 'no reason was given';

/** The warnings that somebody went past: rows of page 1 that were no block, and what had to be typed or ticked before a change. */
export function acceptancesOf(state: Pick<RunState, 'checks' | 'changes'>): ReportAcceptance[] {
  const checks = state.checks
    .filter(({ outcome }) => outcome === 'warning')
    .map(({ title, reason }) => ({
      where: 'Check before the change',
      what: `${title}: ${reason}`,
      reason: 'gone on without it being passed',
    }));
  const seen = new Set<string>();
  const confirmed = state.changes.flatMap(({ plan, accepted }) => {
    // One confirmation covers every target of its plan.
    if (seen.has(plan.id)) return [];
    seen.add(plan.id);
    const reason = accepted?.reason ?? noReason;
    const where = stepName(plan.step);
    const typed = accepted?.typedName ?? plan.typedName;
    return [
      ...plan.risks
        .filter(({ severity }) => severity !== 'info')
        .map(({ text }) => ({ where, what: text, reason: 'shown before it was confirmed' })),
      ...plan.ticks
        .filter(({ id }) => accepted === undefined || accepted.ticks.includes(id))
        .map(({ text }) => ({ where, what: `Ticked: ${text}`, reason })),
      ...(typed === null ? [] : [{ where, what: `Typed to confirm: ${typed}`, reason }]),
    ];
  });
  return [...checks, ...confirmed];
}
