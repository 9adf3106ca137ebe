import { timesOf } from '../../../shared/database-mail/burst-times';
import { countCauses, countMayArriveTwice, countTries } from '../../../shared/database-mail/failed-tries';
import { countOf } from '../../../shared/database-mail/mail-status';
import { subjectStart, toRanges } from '../../../shared/database-mail/test-mails';
import type { BurstResult } from '../../../shared/run/measurement';
import type { SiteClock } from '../site';
import type { BurstCourse } from './burst-course';
import type { BurstWatch } from './burst-watch';
import { readForeignMails } from './foreign-mails';
import { readRetries } from './mail-status';
import { body, type Queued, type QueueSettings } from './queue-mails';
import type { SqlConnection } from './sql-connection';
import { onceUnlocked } from './unless-locked';

export type BurstSettings = QueueSettings & {
  /** Server milliseconds after which a burst without any change of state is given up. */
  patienceMs: number;
};

/** What the burst itself finds out; the rest of the result says what it was aimed at. */
export type BurstCounts = Omit<
  BurstResult,
  | 'kind'
  | 'id'
  | 'phase'
  | 'connectorIdentity'
  | 'sourceAddress'
  | 'startedAt'
  | 'endedAt'
  | 'accountId'
  | 'profile'
  | 'backlog'
>;

/** A burst under way. */
export type Burst = {
  sql: SqlConnection;
  clock: SiteClock;
  settings: BurstSettings;
  queued: Queued;
  watch: BurstWatch;
  course: BurstCourse;
  startedAt: number;
};

const mostForeignListed = 100;

/** Everything that is known of a burst once it has ended, or was ended. */
export async function countBurst(burst: Burst & { stoppedBy: BurstResult['stoppedBy'] }): Promise<BurstCounts> {
  const { sql, clock, settings, queued, watch, stoppedBy } = burst;
  const elapsedMs = clock.now() - burst.startedAt;
  const ids = [...queued.numbers.keys()];
  const mails = watch.mails();
  const tries = watch.tries(queued.numbers);
  const causes = countCauses(tries.own);
  const [first] = tries.own;
  const sent = countOf(mails, 'sent');
  const failed = countOf(mails, 'failed');
  const search = {
    tries: tries.other,
    firstId: ids.length === 0 ? null : Math.min(...ids),
    subjectStart: subjectStart(settings.marker),
  };
  const foreign = await onceUnlocked(clock, () => readForeignMails(sql, search));
  return {
    marker: settings.marker,
    mailIds: toRanges(ids),
    stopped: stoppedBy !== null,
    stoppedBy,
    asked: ids.length,
    sent,
    failed,
    waiting: ids.length - sent - failed,
    ...countTries(causes),
    ...(await onceUnlocked(clock, () => readRetries(sql, ids))),
    causes,
    firstFailure: first
      ? {
          number: queued.numbers.get(first.mailitemId) ?? 0,
          mailitemId: first.mailitemId,
          cause: first.cause,
          text: first.message,
        }
      : null,
    ...timesOf(mails, elapsedMs),
    databaseMailSessions: watch.mostSessions(),
    mayArriveTwice: countMayArriveTwice(tries.own, mails),
    foreign: foreign.slice(0, mostForeignListed),
    foreignCount: foreign.length,
    bodyBytes: body.length,
    timeline: burst.course.timeline(),
  };
}
