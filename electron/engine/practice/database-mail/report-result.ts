import { randomUUID } from 'node:crypto';
import { eventType, setting, writeLog } from '../msdb/log';
import type { MsdbStore } from '../msdb/store';
import type { Row } from '../sql/catalogue';

const status = { sent: 1, failed: 2, retrying: 3 } as const;

/** AccountRetryAttempts: tries after the first. */
const retryAttempts = (store: MsdbStore) => Number(setting(store, 'AccountRetryAttempts') ?? '1');

/** AccountRetryDelay in milliseconds; 300 s where the row is missing. */
export const retryDelay = (store: MsdbStore) => Number(setting(store, 'AccountRetryDelay') ?? '300') * 1000;

export const retriesOf = (store: MsdbStore, mailItemId: number) =>
  store.rows('sysmail_send_retries').find((row) => row.mailitem_id === mailItemId);

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
 * Whether a mail that comes back after its delay has no try left, which happens only when AccountRetryAttempts was lowered
 * meanwhile: it is dropped with a warning and stays 'retrying'.
 */
export function isDropped(store: MsdbStore, mail: Row, processId: number): boolean {
  const mailItemId = Number(mail.mailitem_id);
  const attempts = Number(retriesOf(store, mailItemId)?.send_attempts ?? 0);
  if (mail.sent_status !== status.retrying || attempts <= retryAttempts(store)) return false;
  const text = `Mail Id ${mailItemId} has exceeded the retry count. This mail item will not be sent.`;
  writeLog(store, eventType.warning, text, { processId, mailItemId });
  return true;
}

/**
 * Writes how a try ended. sent_date is written each time, in whole seconds; sent_account_id on success only. The row in
 * sysmail_send_retries stays when the mail is done. Answers the lab time of the next try, or null when there is none.
 */
export function reportResult(store: MsdbStore, mail: Row, sentBy: number | null, processId: number): number | null {
  const now = store.now();
  const mailItemId = Number(mail.mailitem_id);
  const report = (sentStatus: number) => {
    mail.sent_status = sentStatus;
    mail.sent_date = new Date(Math.floor(now.getTime() / 1000) * 1000);
    mail.sent_account_id = sentBy;
    mail.last_mod_date = now;
    store.changed();
  };
  if (sentBy !== null) {
    report(status.sent);
    const text = 'The mail was successfully sent to the recipients.';
    writeLog(store, eventType.success, text, { processId, mailItemId, accountId: sentBy });
    return null;
  }
  const retry = retriesOf(store, mailItemId);
  const attempts = Number(retry?.send_attempts ?? 0) + 1;
  if (attempts > retryAttempts(store)) {
    report(status.failed);
    return null;
  }
  const row = { send_attempts: attempts, last_send_attempt_date: now };
  if (retry) Object.assign(retry, row);
  else store.insert('sysmail_send_retries', { conversation_handle: randomUUID(), mailitem_id: mailItemId, ...row });
  report(status.retrying);
  return now.getTime() + retryDelay(store);
}
