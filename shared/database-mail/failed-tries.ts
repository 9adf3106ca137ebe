import type { BurstResult } from '../run/measurement';
import { isAnswered421 } from '../smtp/reply-class';
import { parseFailure, type Failure } from './event-text';
import type { MailStatus } from './mail-status';

/** A row of sysmail_event_log. */
export type LogRow = {
  log_id: number;
  event_type: string;
  /** The server's wall clock: yyyy-mm-ddThh:mm:ss. */
  loggedAt: string;
  description: string;
  mailitem_id: number | null;
  process_id: number | null;
};

/** One try of one mail that failed, by the log. */
export type FailedTry = Failure & { logId: number; mailitemId: number; loggedAt: string };

/**
 * The tries that failed, in order. Errors are; so are warnings that say why (errors are documented to be held, and become
 * warnings when the mail goes out in the end), but not those about the retry count.
 */
export function failedTries(rows: readonly LogRow[]): FailedTry[] {
  return rows.flatMap((row) => {
    const isError = row.event_type === 'error';
    if (row.mailitem_id === null || (!isError && row.event_type !== 'warning')) return [];
    const failure = parseFailure(row.description);
    if (!isError && failure.accountId === null && failure.cause === 'unknown') return [];
    return [{ ...failure, logId: row.log_id, mailitemId: row.mailitem_id, loggedAt: row.loggedAt }];
  });
}

type Cause = BurstResult['causes'][number];

/** Tries by cause: distinct mails and tries, with one text as the server wrote it. */
export function countCauses(tries: readonly Pick<FailedTry, 'cause' | 'message' | 'mailitemId'>[]): Cause[] {
  const causes = new Map<Cause['cause'], { mails: Set<number>; tries: number; example: string }>();
  for (const { cause, message, mailitemId } of tries) {
    const entry = causes.get(cause) ?? { mails: new Set<number>(), tries: 0, example: message };
    entry.mails.add(mailitemId);
    entry.tries += 1;
    causes.set(cause, entry);
  }
  return [...causes].map(([cause, entry]) => ({ ...entry, cause, mails: entry.mails.size }));
}

/** Tries answered with a 421, and tries that timed out. */
export function countTries(causes: readonly Cause[]): Pick<BurstResult, 'refused421' | 'timedOut'> {
  const tries = (wanted: (cause: Cause['cause']) => boolean) =>
    causes.filter((entry) => wanted(entry.cause)).reduce((sum, entry) => sum + entry.tries, 0);
  return { refused421: tries(isAnswered421), timedOut: tries((cause) => cause === 'timeout') };
}

/**
 * How many mails may arrive twice: each that timed out, when Exchange may have had it already, and was or will be tried
 * again. A mail whose last try timed out was not sent again.
 */
export function countMayArriveTwice(tries: readonly FailedTry[], mails: readonly MailStatus[]): number {
  const lastTry = new Map(tries.map((each) => [each.mailitemId, each.logId]));
  const failed = new Set(mails.filter((mail) => mail.status === 'failed').map((mail) => mail.id));
  const sentAgain = tries.filter(
    ({ cause, mailitemId, logId }) =>
      cause === 'timeout' && (lastTry.get(mailitemId) !== logId || !failed.has(mailitemId)),
  );
  return new Set(sentAgain.map((each) => each.mailitemId)).size;
}
