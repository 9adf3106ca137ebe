import type { Phase } from '../run/measured';
import type { RunState } from '../run/state';
import { stepName } from '../run/step-names';
import type { ReportAcceptance } from './report';

/**
 * The warnings that somebody went past: rows of page 1 that were no block, what had to be typed or ticked before a change, and what had
 * to be ticked before a burst.
 */
export function acceptancesOf(state: Pick<RunState, 'checks' | 'changes' | 'before' | 'after'>): ReportAcceptance[] {
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
    const reason = accepted?.reason ?? 'no reason was given';
    const where = stepName(plan.step);
    const typed = accepted?.typedName ?? plan.typedName;
    return [
      ...plan.risks
        .filter(({ severity }) => severity !== 'info')
        .map(({ severity, text }) => ({
          where,
          what: text,
          reason: severity === 'danger' ? reason : 'shown before it was confirmed',
        })),
      ...plan.ticks
        .filter(({ id }) => accepted === undefined || accepted.ticks.includes(id))
        .map(({ text }) => ({ where, what: `Ticked: ${text}`, reason })),
      ...(typed === null ? [] : [{ where, what: `Typed to confirm: ${typed}`, reason }]),
    ];
  });
  return [...checks, ...confirmed, ...burstsOf(state, 'before'), ...burstsOf(state, 'after')];
}

/** A burst to foreign mailboxes, or beside mail that waits, is refused until that was ticked. */
function burstsOf(state: Pick<RunState, Phase>, phase: Phase): ReportAcceptance[] {
  const { smtpBurst, burst } = state[phase];
  const reason = 'ticked before the test';
  const outside = smtpBurst?.outside ?? [];
  const waiting = burst ? burst.backlog.unsent + burst.backlog.retrying : 0;
  return [
    ...(outside.length === 0
      ? []
      : [
          {
            where: `SMTP burst, ${phase}`,
            what: `Sent to mailboxes outside Exchange’s accepted domains: ${outside.join(', ')}`,
            reason,
          },
        ]),
    ...(waiting === 0
      ? []
      : [
          {
            where: `Database Mail burst, ${phase}`,
            what: `Sent while other mail was waiting: ${burst?.backlog.unsent ?? 0} unsent, ${burst?.backlog.retrying ?? 0} retrying`,
            reason,
          },
        ]),
  ];
}
