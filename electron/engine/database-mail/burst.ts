import { countOf, isOpen } from '../../../shared/database-mail/mail-status';
import { subjectStart } from '../../../shared/database-mail/test-mails';
import type { BurstResult } from '../../../shared/run/measurement';
import type { Timeline } from '../../../shared/run/timeline';
import type { SiteClock } from '../site';
import { followCourse } from './burst-course';
import { watchBurst } from './burst-watch';
import { countBurst, type Burst, type BurstCounts, type BurstSettings } from './count-burst';
import { readLogPosition } from './event-log';
import { InterruptedBurst } from './interrupted-burst';
import { queueMails, type Queued } from './queue-mails';
import type { SqlConnection } from './sql-connection';

export type BurstProgress = {
  queued: number;
  sent: number;
  failed: number;
  retrying: number;
  /** Mails ended a minute so far, and at that rate the seconds until all have; null before the first. */
  perMinute: number;
  secondsLeft: number | null;
  timeline: Timeline;
};

const pollMilliseconds = 1000;
/** A poll never comes more often than this on the wall's clock, however fast the servers' clock runs. */
const leastWallMilliseconds = 100;

/**
 * Hands N mails to sp_send_dbmail, one call a mail, and follows their own ids until each is sent or failed. `signal` ends
 * queueing and following at once; the first failure of somebody else's mail ends queueing. Mails already queued will
 * still be sent by the server. Throws InterruptedBurst, which knows them, where an error comes between.
 */
export async function sendBurst(
  sql: SqlConnection,
  clock: SiteClock,
  settings: BurstSettings,
  signal: AbortSignal,
  onProgress: (progress: BurstProgress) => void,
): Promise<BurstCounts> {
  const queued: Queued = { numbers: new Map(), unanswered: 0 };
  const { logId } = await readLogPosition(sql);
  const watch = watchBurst(sql, logId, subjectStart(settings.marker));
  const startedAt = clock.now();
  const course = followCourse(startedAt);
  const burst: Burst = { sql, clock, settings, queued, watch, course, startedAt };
  try {
    const stoppedBy = await queueAndFollow({ ...burst, signal, onProgress });
    return await countBurst({ ...burst, stoppedBy });
  } catch (error) {
    if (queued.numbers.size + queued.unanswered === 0) throw error;
    throw new InterruptedBurst(error, queued, settings.marker);
  }
}

type Following = Burst & { signal: AbortSignal; onProgress(progress: BurstProgress): void };

/** Queues and follows side by side; no mail is queued any more when it answers or throws. */
async function queueAndFollow(burst: Following): Promise<BurstResult['stoppedBy']> {
  const { sql, settings, signal, queued } = burst;
  const stop = new AbortController();
  const stopQueueing = () => stop.abort();
  signal.addEventListener('abort', stopQueueing);
  if (signal.aborted) stopQueueing();
  const queueing = { isOver: false, error: null as Error | null };
  const ended = queueMails(sql, settings, queued, stop.signal)
    .catch((error: unknown) => void (queueing.error = error instanceof Error ? error : new Error(String(error))))
    .finally(() => (queueing.isOver = true));
  try {
    const stoppedBy = await follow(burst, queueing, stopQueueing);
    stopQueueing();
    await ended;
    if (queueing.error !== null) throw queueing.error;
    // What was queued in the last moment, and what has ended since.
    if (stoppedBy !== null) await look(burst);
    return stoppedBy;
  } finally {
    stopQueueing();
    await ended;
    signal.removeEventListener('abort', stopQueueing);
  }
}

async function look({ clock, queued, watch, course }: Burst): Promise<void> {
  await watch.poll(queued.numbers);
  course.note(clock.now(), watch, queued.numbers);
}

async function follow(
  burst: Following,
  queueing: { readonly isOver: boolean; readonly error: Error | null },
  stopQueueing: () => void,
): Promise<BurstResult['stoppedBy']> {
  const { clock, settings, signal, watch } = burst;
  let signature = '';
  let changedAt = clock.now();
  for (;;) {
    const wasOver = queueing.isOver;
    await look(burst);
    if (watch.foreignFailed()) stopQueueing();
    burst.onProgress(progressOf(burst));
    const now = signatureOf(burst);
    if (now !== signature) {
      signature = now;
      changedAt = clock.now();
    }
    if (signal.aborted) return 'user';
    if (queueing.error !== null) return null;
    if (wasOver && !hasOpen(burst)) return watch.foreignFailed() && isCutShort(burst) ? 'foreign-failure' : null;
    if (clock.now() - changedAt > settings.patienceMs) return 'patience';
    await clock.sleep(Math.max(pollMilliseconds, leastWallMilliseconds * clock.factor), signal).catch(() => undefined);
  }
}

const isCutShort = ({ queued, settings }: Burst) => queued.numbers.size < settings.mails;

function hasOpen({ queued, watch }: Burst): boolean {
  const known = new Map(watch.mails().map((mail) => [mail.id, mail]));
  return [...queued.numbers.keys()].some((id) => isOpen(known.get(id)));
}

/** Changes whenever anything happens to our mails: a retried mail stays 'retrying', but its failed try is in the log. */
function signatureOf({ queued, watch }: Burst): string {
  const statuses = watch.mails().map((mail) => mail.status);
  return [queued.numbers.size, watch.tries(queued.numbers).own.length, ...statuses].join();
}

function progressOf({ clock, settings, queued, watch, course, startedAt }: Following): BurstProgress {
  const mails = watch.mails();
  const sent = countOf(mails, 'sent');
  const failed = countOf(mails, 'failed');
  const ended = sent + failed;
  const seconds = Math.max(1, (clock.now() - startedAt) / 1000);
  return {
    queued: queued.numbers.size,
    sent,
    failed,
    retrying: countOf(mails, 'retrying'),
    perMinute: Math.round((ended / seconds) * 60),
    secondsLeft: ended === 0 ? null : Math.round(((settings.mails - ended) / ended) * seconds),
    timeline: course.timeline(),
  };
}
