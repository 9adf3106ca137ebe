import { failedTries, type FailedTry } from '../../../shared/database-mail/failed-tries';
import { isOpen, type MailStatus } from '../../../shared/database-mail/mail-status';
import { readLogAfter } from './event-log';
import { whichAreForeign } from './foreign-mails';
import { readMailStatus } from './mail-status';
import { readMailSessions } from './mail-sessions';
import type { SqlConnection } from './sql-connection';
import { unlessLocked } from './unless-locked';

/** What polling has learned so far of a burst's mails, and of everybody else's. */
export type BurstWatch = {
  /** One look: own mails that are still open, by id; the log from where it was left; the process's sessions. */
  poll(own: ReadonlyMap<number, unknown>): Promise<void>;
  mails(): MailStatus[];
  /** Tries that failed since the burst began, in order: own ones, or those of mails that may not be ours. */
  tries(own: ReadonlyMap<number, unknown>): { own: FailedTry[]; other: FailedTry[] };
  /** Whether a mail that is not ours has failed meanwhile. */
  foreignFailed(): boolean;
  /** Most SQL sessions of the process at once; null where the login may not see them. */
  mostSessions(): number | null;
};

/** @param logId where the log stood before the first mail was queued */
export function watchBurst(sql: SqlConnection, logId: number, subjectStart: string): BurstWatch {
  const known = new Map<number, MailStatus>();
  const tries: FailedTry[] = [];
  const judged = new Set<number>();
  let position = logId;
  let foreignFailed = false;
  let mostSessions: number | null = null;

  async function readOwn(own: ReadonlyMap<number, unknown>): Promise<void> {
    const open = [...own.keys()].filter((id) => isOpen(known.get(id)));
    for (const mail of await readMailStatus(sql, open)) known.set(mail.id, mail);
  }

  async function readLog(): Promise<void> {
    const rows = await readLogAfter(sql, position);
    position = rows.at(-1)?.log_id ?? position;
    tries.push(...failedTries(rows));
  }

  /** A failed mail whose id sp_send_dbmail has not told (yet) may be ours all the same: its subject tells. */
  async function judge(own: ReadonlyMap<number, unknown>): Promise<void> {
    const others = tries.map((each) => each.mailitemId).filter((id) => !own.has(id) && !judged.has(id));
    const foreign = await whichAreForeign(sql, [...new Set(others)], subjectStart);
    for (const id of others) judged.add(id);
    foreignFailed ||= foreign.size > 0;
  }

  async function readSessions(): Promise<void> {
    const sessions = await readMailSessions(sql);
    if (sessions !== null) mostSessions = Math.max(mostSessions ?? 0, sessions);
  }

  return {
    async poll(own) {
      await unlessLocked(() => readOwn(own));
      await unlessLocked(readLog);
      await unlessLocked(() => judge(own));
      await unlessLocked(readSessions);
    },
    mails: () => [...known.values()],
    tries: (own) => ({
      own: tries.filter((each) => own.has(each.mailitemId)),
      other: tries.filter((each) => !own.has(each.mailitemId)),
    }),
    foreignFailed: () => foreignFailed,
    mostSessions: () => mostSessions,
  };
}
