import type { MsdbStore } from '../msdb/store';

/** What the process knows of an account. */
export type CachedAccount = { emailAddress: string; serverName: string; port: number; timeoutSeconds: number };

/** SmtpClient's own default, which a NULL timeout is taken to mean. */
const defaultTimeoutSeconds = 100;

export function readAccounts(store: MsdbStore): Map<number, CachedAccount> {
  const accounts = new Map<number, CachedAccount>();
  for (const server of store.rows('sysmail_server')) {
    const account = store.rows('sysmail_account').find((row) => row.account_id === server.account_id);
    accounts.set(Number(server.account_id), {
      emailAddress: String(account?.email_address ?? ''),
      serverName: String(server.servername),
      port: Number(server.port),
      timeoutSeconds: server.timeout === null ? defaultTimeoutSeconds : Number(server.timeout),
    });
  }
  return accounts;
}
