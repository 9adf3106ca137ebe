import { formatMs, formatNumber } from '../format';
import type { SmtpBurstResult } from '../run/smtp-burst';
import type { PhasePointer, PointerFacts } from './phase-pointer';

/**
 * The pointer for mails that waited long for one of few sessions; null where they did not.
 * @param barMs what counts as long, in milliseconds of the servers
 */
export function waitForSession(
  { total, service, sessions, mostOpen }: SmtpBurstResult,
  { limit, delays }: PointerFacts,
  barMs: number,
): PhasePointer | null {
  if (!total || !service || total.p95 - service.p95 < Math.max(barMs, service.p95)) return null;
  const isHeld = limit !== null && limit <= sessions;
  const isDelayed = (delays.maxAcknowledgementDelay ?? 0) > 0;
  const allowed =
    limit === null ? 'and no limit of the connector for one source is known' : 'which the connector allows';
  const pages = isDelayed ? 'page 4 makes each shorter, and ' : '';
  return {
    phase: 'wait',
    seen: `95 % of those accepted were through within ${formatMs(total.p95)} of when they were due, but within ${formatMs(service.p95)} of when they began: the rest was waiting for a session (${formatNumber(mostOpen)} open at most).`,
    pointsTo: 'Points to too few sessions for how long each mail keeps one busy.',
    remedy: isHeld
      ? `Page 3 lets one source hold more than ${formatNumber(limit)}${isDelayed ? '; page 4 makes each shorter' : ''}.`
      : `This test asked for ${formatNumber(sessions)} at once, ${allowed}: ${pages}more at once can be tried here.`,
    page: isHeld ? 'connections' : isDelayed ? 'efficiency' : null,
  };
}
