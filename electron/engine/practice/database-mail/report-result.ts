import { randomUUID } from 'node:crypto';
import { eventType, setting, writeLog } from '../msdb/log';
import type { MsdbStore } from '../msdb/store';
import type { Row } from '../sql/catalogue';

const status = { sent: 1, failed: 2, retrying: 3 } as const;

/** The error row of one failed try, in the classic one-line frame. account_id stays NULL: the id is in the text alone. */
export function logFailure(
  store: MsdbStore,
  mail: Row,
  failure: { accountId: number; cause: string } | null,
  processId: number,
): void {
  const account = failure?.accountId ?? 0;
  const cause = failure?.cause ?? 'The profile has no account.';
  const text = `The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account ${account} (${stamp(store.now())}). Exception Message: ${cause}\n)`;
  writeLog(store, eventType.error, text, { processId, mailItemId: Number(mail.mailitem_id) });
}

/** Local time with whole seconds, as the program writes it. */
function stamp(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/**
 * Writes how a try ended. sent_date is written each time, in whole seconds; sent_account_id on success only.
 * Answers the lab time of the next try, or null when there is none.
 */
export function reportResult(store: MsdbStore, mail: Row, sentBy: number | null, processId: number): number | null {
  const now = store.now();
  Object.assign(mail, {
    sent_date: new Date(Math.floor(now.getTime() / 1000) * 1000),
    last_mod_date: now,
    sent_account_id: sentBy,
  });
  const mailItemId = Number(mail.mailitem_id);
  if (sentBy !== null) {
    mail.sent_status = status.sent;
    forget(store, mailItemId);
    writeLog(store, eventType.success, 'The mail was successfully sent to the recipients.', {
      processId,
      mailItemId,
      accountId: sentBy,
    });
    store.changed();
    return null;
  }
  const retry = store.rows('sysmail_send_retries').find((row) => row.mailitem_id === mailItemId);
  const attempts = Number(retry?.send_attempts ?? 0) + 1;
  const isLast = attempts > Number(setting(store, 'AccountRetryAttempts') ?? '1');
  mail.sent_status = isLast ? status.failed : status.retrying;
  if (isLast) forget(store, mailItemId);
  else if (retry) Object.assign(retry, { send_attempts: attempts, last_send_attempt_date: now });
  else
    store.insert('sysmail_send_retries', {
      conversation_handle: randomUUID(),
      mailitem_id: mailItemId,
      send_attempts: attempts,
      last_send_attempt_date: now,
    });
  store.changed();
  return isLast ? null : now.getTime() + Number(setting(store, 'AccountRetryDelay') ?? '300') * 1000;
}

function forget(store: MsdbStore, mailItemId: number): void {
  const rows = store.rows('sysmail_send_retries');
  const index = rows.findIndex((row) => row.mailitem_id === mailItemId);
  if (index >= 0) rows.splice(index, 1);
}
