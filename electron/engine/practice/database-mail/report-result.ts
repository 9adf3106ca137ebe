import { randomUUID } from 'node:crypto';
import { eventType } from '../msdb/event-type';
import { setting, writeLog } from '../msdb/log';
import type { MsdbStore } from '../msdb/store';
import type { Row } from '../sql/catalogue';
import { failureText, type Failure } from './failure-text';

const status = { sent: 1, failed: 2, retrying: 3 } as const;

/** AccountRetryAttempts: tries after the first. */
const retryAttempts = (store: MsdbStore) => Number(setting(store, 'AccountRetryAttempts') ?? '1');

/** AccountRetryDelay in milliseconds; 300 s where the row is missing. */
export const retryDelay = (store: MsdbStore) => Number(setting(store, 'AccountRetryDelay') ?? '300') * 1000;

export const retriesOf = (store: MsdbStore, mailItemId: number) =>
  store.rows('sysmail_send_retries').find((row) => row.mailitem_id === mailItemId);

/** Failed tries whose rows wait until their mail is done, by mail: the process's own memory. */
export type HeldErrors = Map<number, string[]>;

/**
 * Tells of one failed try: at once, or when the mail is done where `held` is given. account_id stays NULL: the id is in the text
 * alone.
 */
export function logFailure(
  store: MsdbStore,
  mail: Row,
  failure: Failure | null,
  processId: number,
  held: HeldErrors | null,
): void {
  const mailItemId = Number(mail.mailitem_id);
  const text = failureText(failure, store.now(), store.state.options?.eventLogForm ?? 'classic');
  if (held) held.set(mailItemId, [...(held.get(mailItemId) ?? []), text]);
  else writeLog(store, eventType.error, text, { processId, mailItemId });
}

/** The rows held back for a mail that is done: warnings for one that was sent, one error for one that was not. */
export function releaseHeld(
  store: MsdbStore,
  mailItemId: number,
  isSent: boolean,
  processId: number,
  held: HeldErrors,
) {
  const texts = held.get(mailItemId) ?? [];
  held.delete(mailItemId);
  const about = { processId, mailItemId };
  if (isSent) for (const text of texts) writeLog(store, eventType.warning, text, about);
  else for (const text of texts.slice(-1)) writeLog(store, eventType.error, text, about);
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
