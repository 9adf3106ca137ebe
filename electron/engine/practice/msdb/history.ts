import type { KeyRange, Row } from '../sql/catalogue';
import { eventType } from './event-type';
import { blankRow, type TableName } from './columns';

/** Old mails and log rows of others: how many, and when the last of them was. Rows are made when they are read. */
export type History = {
  mailItems: number;
  logRows: number;
  /** ISO text */
  endedAt: string;
  /** Stretches of deleted keys, both ends included, in rising order. */
  deleted: Partial<Record<TableName, [low: number, high: number][]>>;
};

const blankMail = blankRow('sysmail_mailitems', {});
const blankLogRow = blankRow('sysmail_log', {});
const stepMilliseconds = 30_000;
const login = 'CORP\\erp';
/** One mail in so many failed, and one log row in so many tells of it. */
const everyFailure = 50;
const everyError = 10;

const dateOf = (history: History, fromLast: number) =>
  new Date(new Date(history.endedAt).getTime() - fromLast * stepMilliseconds);

function mailItem(history: History, id: number): Row {
  const date = dateOf(history, history.mailItems - id);
  const isFailed = id % everyFailure === 0;
  return {
    ...blankMail,
    mailitem_id: id,
    profile_id: 1,
    recipients: `customer${id % 997}@partner.example`,
    subject: `Order ${id}`,
    body: 'Your order has left our house.',
    body_format: 'TEXT',
    importance: 'NORMAL',
    sensitivity: 'NORMAL',
    attachment_encoding: 'MIME',
    send_request_date: date,
    send_request_user: login,
    sent_account_id: isFailed ? null : 1,
    sent_status: isFailed ? 2 : 1,
    sent_date: date,
    last_mod_date: date,
    last_mod_user: login,
  };
}

function logRow(history: History, id: number): Row {
  const date = dateOf(history, history.logRows - id);
  const isError = id % everyError === 0 && history.mailItems >= everyFailure;
  const failures = Math.floor(history.mailItems / everyFailure);
  const description = isError
    ? `The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account 1 (${date.toISOString().slice(0, 19)}). Exception Message: Cannot send mails to mail server. (Mailbox unavailable. The server response was: 5.7.1 Unable to relay).\n)`
    : `DatabaseMail process is ${id % 2 === 0 ? 'shutting down' : 'started'}`;
  return {
    ...blankLogRow,
    log_id: id,
    event_type: isError ? eventType.error : eventType.information,
    log_date: date,
    description,
    process_id: 1000 + (id % 2000),
    mailitem_id: isError ? (1 + ((id / everyError) % failures)) * everyFailure : null,
    last_mod_date: date,
    last_mod_user: 'sa',
  };
}

const makers: Partial<Record<TableName, (history: History, id: number) => Row>> = {
  sysmail_mailitems: mailItem,
  sysmail_log: logRow,
};

/** The last key that the history has of a table; 0 where it has none. */
export function lastKey(history: History | undefined, table: TableName): number {
  if (table === 'sysmail_mailitems') return history?.mailItems ?? 0;
  return table === 'sysmail_log' ? (history?.logRows ?? 0) : 0;
}

/** Rows of the history by key, rising or falling. */
export function* historyRows(
  history: History | undefined,
  table: TableName,
  range: KeyRange,
  isDescending: boolean,
): Generator<Row> {
  const make = makers[table];
  const last = lastKey(history, table);
  if (!history || !make || last === 0) return;
  const deleted = history.deleted[table] ?? [];
  const isDeleted = (id: number) => (stretchUpTo(deleted, id)?.[1] ?? 0) >= id;
  if ('ids' in range) {
    const ids = range.ids.filter((id) => id >= 1 && id <= last && !isDeleted(id));
    for (const id of isDescending ? ids.reverse() : ids) yield make(history, id);
    return;
  }
  const [low, high] = [Math.max(1, range.low), Math.min(last, range.high)];
  for (let at = low; at <= high; at += 1) {
    const id = isDescending ? high - (at - low) : at;
    if (!isDeleted(id)) yield make(history, id);
  }
}

/** The last stretch that begins at or before this key. */
function stretchUpTo(stretches: readonly [number, number][], id: number): [number, number] | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.[0] ?? 0) <= id) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1];
}

/** Marks keys as deleted. */
export function forget(history: History, table: TableName, ids: readonly number[]): void {
  const stretches = (history.deleted[table] ??= []);
  for (const id of ids) stretches.push([id, id]);
  stretches.sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [low, high] of stretches) {
    const last = joined.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  history.deleted[table] = joined;
}
