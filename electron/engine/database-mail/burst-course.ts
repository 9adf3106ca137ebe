import { countOf } from '../../../shared/database-mail/mail-status';
import { buildTimeline } from '../../../shared/run/build-timeline';
import type { Timeline } from '../../../shared/run/timeline';
import { isAnswered421 } from '../../../shared/smtp/reply-class';
import type { BurstWatch } from './burst-watch';

/** What each look at a burst finds for the first time, on the clock of the servers. */
export type BurstCourse = {
  /** After a look: whatever is new happened by now. */
  note(nowMs: number, watch: BurstWatch, own: ReadonlyMap<number, unknown>): void;
  timeline(): Timeline;
};

/**
 * Mails sent, tries answered with a 421, and tries that failed in another way; SMTP sessions are Database Mail's own and
 * cannot be seen. A look comes about once a second, and so do the dates that msdb writes.
 */
export function followCourse(startMs: number): BurstCourse {
  const builder = buildTimeline(startMs, false);
  let seen = { accepted: 0, refused421: 0, failed: 0 };
  return {
    note(nowMs, watch, own) {
      const tries = watch.tries(own).own;
      const refused421 = tries.filter((each) => isAnswered421(each.cause)).length;
      const now = { accepted: countOf(watch.mails(), 'sent'), refused421, failed: tries.length - refused421 };
      for (const outcome of ['accepted', 'refused421', 'failed'] as const)
        builder.count(nowMs, outcome, now[outcome] - seen[outcome]);
      seen = now;
    },
    timeline: () => builder.timeline(),
  };
}
