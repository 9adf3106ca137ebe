import { eventType } from './event-type';
import type { MsdbStore } from './store';

/** LoggingLevel 1 keeps errors, 2 warnings and information too, 3 everything. */
export function writeLog(
  store: MsdbStore,
  type: number,
  description: string,
  about: { processId?: number; mailItemId?: number; accountId?: number } = {},
): void {
  const level = Number(setting(store, 'LoggingLevel') ?? '2');
  if ((level < 2 && type !== eventType.error) || (level < 3 && type === eventType.success)) return;
  store.insert('sysmail_log', {
    event_type: type,
    log_date: store.now(),
    description,
    process_id: about.processId ?? null,
    mailitem_id: about.mailItemId ?? null,
    account_id: about.accountId ?? null,
  });
}

/** A row of sysmail_configuration. */
export function setting(store: MsdbStore, name: string): string | null {
  const row = store.rows('sysmail_configuration').find((candidate) => candidate.paramname === name);
  return row ? String(row.paramvalue) : null;
}
