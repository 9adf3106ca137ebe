import { mailboxInTurn, subjectOf, testMailBytes, testMailText } from '../../../shared/database-mail/test-mails';
import type { SqlConnection } from './sql-connection';
import { sendMailProcedure } from './statements';

export type QueueSettings = {
  profile: string;
  mailboxes: readonly string[];
  mails: number;
  /** Named in each subject, so that every mail can be found later. */
  marker: string;
};

/** Mails by the id that sp_send_dbmail gave, with their number in the burst from 1; and calls that got no answer. */
export type Queued = { numbers: Map<number, number>; unanswered: number };

const workers = 4;
export const body = testMailText(testMailBytes);

/**
 * Calls sp_send_dbmail once a mail, on four connections, outside of any transaction, and writes each id into `queued` as
 * it comes. Ends after the calls in hand when `signal` aborts, or when one fails, and throws that first error.
 */
export async function queueMails(
  sql: SqlConnection,
  settings: QueueSettings,
  queued: Queued,
  signal: AbortSignal,
): Promise<void> {
  let next = 1;
  const errors: unknown[] = [];
  const worker = async () => {
    while (next <= settings.mails && !signal.aborted && errors.length === 0) {
      const number = next++;
      try {
        queued.numbers.set(await queueMail(sql, settings, number), number);
      } catch (error) {
        queued.unanswered += 1;
        errors.push(error);
      }
    }
  };
  // Every worker is waited for, so that no mail is queued after an error was reported.
  await Promise.all(Array.from({ length: workers }, worker));
  if (errors.length > 0) throw errors[0];
}

async function queueMail(sql: SqlConnection, settings: QueueSettings, number: number): Promise<number> {
  const { profile, mailboxes, marker, mails } = settings;
  const outputs = await sql.call(
    sendMailProcedure,
    {
      profile_name: profile,
      recipients: mailboxInTurn(mailboxes, number),
      subject: subjectOf(marker, number, mails),
      body,
    },
    ['mailitem_id'],
  );
  if (typeof outputs.mailitem_id !== 'number') throw new TypeError('sp_send_dbmail gave no mailitem_id.');
  return outputs.mailitem_id;
}
