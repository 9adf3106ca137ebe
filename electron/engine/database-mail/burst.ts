import type { BurstResult } from '../../../shared/run/measurement';
import { percentile, ratePerSecond } from '../../../shared/run/statistics';
import { isAnswered421 } from '../../../shared/smtp/reply-class';
import type { SiteClock } from '../site';
import { countCauses, readLogAfter, readLogPosition } from './event-log';
import { readMailStatus, type MailStatus } from './mail-status';
import type { SqlConnection } from './sql-connection';
import { sendMailProcedure } from './statements';

export type BurstSettings = {
  profile: string;
  mailboxes: readonly string[];
  mails: number;
  /** Named in each subject, so that every mail can be found later. */
  marker: string;
  /** Server milliseconds after which a burst without any change of state is given up. */
  patienceMs: number;
};

export type BurstCounts = Pick<
  BurstResult,
  | 'asked'
  | 'sent'
  | 'failed'
  | 'refused421'
  | 'timedOut'
  | 'causes'
  | 'perSecond'
  | 'p50Ms'
  | 'p95Ms'
  | 'maxMs'
  | 'bodyBytes'
  | 'stopped'
>;

export type BurstProgress = { asked: number; sent: number; failed: number; retrying: number; unsent: number };

const pollMilliseconds = 1000;
/** A poll never comes more often than this on the wall's clock, however fast the servers' clock runs. */
const leastWallMilliseconds = 100;
const queueingWorkers = 4;
const body = bodyOf(4096);

/**
 * Hands N mails to sp_send_dbmail, one call a mail, and follows their own ids until each is sent or failed.
 * Stop ends queueing and following at once; mails already queued will still be sent by the server.
 */
export async function sendBurst(
  sql: SqlConnection,
  clock: SiteClock,
  settings: BurstSettings,
  signal: AbortSignal,
  onProgress: (progress: BurstProgress) => void,
): Promise<BurstCounts> {
  const position = await readLogPosition(sql);
  const ids = await queueMails(sql, settings, signal, (asked) =>
    onProgress({ asked, sent: 0, failed: 0, retrying: 0, unsent: asked }),
  );
  const mails = await follow(sql, clock, ids, position.serverTime, settings.patienceMs, signal, onProgress);
  const causes = countCauses(await readLogAfter(sql, position.logId), new Set(ids));
  return {
    ...countMails(mails),
    causes,
    ...countTries(causes),
    bodyBytes: body.length,
    stopped: mails.some(isOpen) || signal.aborted,
  };
}

async function queueMails(
  sql: SqlConnection,
  settings: BurstSettings,
  signal: AbortSignal,
  onQueued: (asked: number) => void,
): Promise<number[]> {
  const ids: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < settings.mails && !signal.aborted) {
      const number = next++;
      ids.push(await queueMail(sql, settings, number));
      onQueued(ids.length);
    }
  };
  // Every worker is waited for, so that no mail is queued after an error was reported.
  const ends = await Promise.allSettled(Array.from({ length: queueingWorkers }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return ids;
}

async function queueMail(sql: SqlConnection, settings: BurstSettings, number: number): Promise<number> {
  const width = String(settings.mails).length;
  const counter = `${String(number + 1).padStart(width, '0')}/${settings.mails}`;
  const outputs = await sql.call(
    sendMailProcedure,
    {
      profile_name: settings.profile,
      recipients: settings.mailboxes[number % settings.mailboxes.length] ?? '',
      subject: `[${settings.marker} ${counter}] RelayTune test mail`,
      body,
    },
    ['mailitem_id'],
  );
  if (typeof outputs.mailitem_id !== 'number') throw new TypeError('sp_send_dbmail gave no mailitem_id.');
  return outputs.mailitem_id;
}

async function follow(
  sql: SqlConnection,
  clock: SiteClock,
  ids: readonly number[],
  since: string,
  patienceMs: number,
  signal: AbortSignal,
  onProgress: (progress: BurstProgress) => void,
): Promise<MailStatus[]> {
  const known = new Map<number, MailStatus>();
  let signature = '';
  let changedAt = clock.now();
  for (;;) {
    const open = ids.filter((id) => isOpen(known.get(id)));
    for (const mail of await readMailStatus(sql, open, since)) known.set(mail.id, mail);
    const mails = [...known.values()];
    onProgress(progressOf(mails));
    const now = mails.map((mail) => mail.status).join();
    if (now !== signature) {
      signature = now;
      changedAt = clock.now();
    }
    const ended = !ids.some((id) => isOpen(known.get(id)));
    if (ended || signal.aborted || clock.now() - changedAt > patienceMs) return mails;
    await clock.sleep(Math.max(pollMilliseconds, leastWallMilliseconds * clock.factor), signal).catch(() => undefined);
  }
}

const isOpen = (mail: MailStatus | undefined) =>
  mail === undefined || mail.status === 'unsent' || mail.status === 'retrying';
const countOf = (mails: readonly MailStatus[], status: MailStatus['status']) =>
  mails.filter((mail) => mail.status === status).length;

function progressOf(mails: readonly MailStatus[]): BurstProgress {
  return {
    asked: mails.length,
    sent: countOf(mails, 'sent'),
    failed: countOf(mails, 'failed'),
    retrying: countOf(mails, 'retrying'),
    unsent: countOf(mails, 'unsent'),
  };
}

/** sent_date has whole seconds, so a delay can come out slightly negative: it counts as 0. */
function countMails(mails: readonly MailStatus[]) {
  const sent = mails.flatMap((mail) =>
    mail.status === 'sent' && mail.sentMs !== null ? [{ ...mail, sentMs: mail.sentMs }] : [],
  );
  const delays = sent.map((mail) => Math.max(0, mail.sentMs - mail.requestedMs));
  return {
    asked: mails.length,
    sent: countOf(mails, 'sent'),
    failed: countOf(mails, 'failed'),
    perSecond: ratePerSecond(
      sent.length,
      Math.min(...mails.map((mail) => mail.requestedMs)),
      Math.max(...sent.map((mail) => mail.sentMs)),
    ),
    p50Ms: percentile(delays, 50),
    p95Ms: percentile(delays, 95),
    maxMs: percentile(delays, 100),
  };
}

function countTries(causes: BurstResult['causes']) {
  const tries = (wanted: (cause: BurstResult['causes'][number]['cause']) => boolean) =>
    causes.filter((entry) => wanted(entry.cause)).reduce((sum, entry) => sum + entry.tries, 0);
  return { refused421: tries(isAnswered421), timedOut: tries((cause) => cause === 'timeout') };
}

function bodyOf(bytes: number): string {
  const line = 'This is a RelayTune test mail. It can be deleted.\r\n';
  return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
}
