import type { MsdbStore } from '../msdb/store';
import type { Row } from '../sql/catalogue';

/** What the process knows of an account. */
export type CachedAccount = {
  emailAddress: string;
  displayName: string | null;
  replyTo: string | null;
  serverName: string;
  port: number;
  enableSsl: boolean;
  /** Null sends anonymously: so does use_default_credentials here, as the hubs take no Windows sign-in. */
  login: { user: string; password: string } | null;
  timeoutSeconds: number;
};

/** Accounts by id, and the ids of each profile's accounts in the order they are tried. */
export type MailSetup = { accounts: Map<number, CachedAccount>; profiles: Map<number, number[]> };

/** SmtpClient's own default, which a NULL timeout is taken to mean: not confirmed on a real server. */
const defaultTimeoutSeconds = 100;

/** What the process reads from msdb when it starts, and again when its copy has aged. */
export function readSetup(store: MsdbStore): MailSetup {
  return { accounts: readAccounts(store), profiles: readProfiles(store) };
}

function readAccounts(store: MsdbStore): Map<number, CachedAccount> {
  const accounts = new Map<number, CachedAccount>();
  for (const server of store.rows('sysmail_server')) {
    const account = store.rows('sysmail_account').find((row) => row.account_id === server.account_id);
    accounts.set(Number(server.account_id), {
      emailAddress: String(account?.email_address ?? ''),
      displayName: textOf(account?.display_name),
      replyTo: textOf(account?.replyto_address),
      serverName: String(server.servername),
      port: Number(server.port),
      enableSsl: server.enable_ssl === true,
      login: loginOf(store, server),
      timeoutSeconds: server.timeout === null ? defaultTimeoutSeconds : Number(server.timeout),
    });
  }
  return accounts;
}

/** The stored login, which is the credential's: an account whose credential is gone has none. */
function loginOf(store: MsdbStore, server: Row): CachedAccount['login'] {
  const user = textOf(server.username);
  if (user === null || server.credential_id === null) return null;
  return { user, password: store.state.credentials?.[String(server.credential_id)] ?? '' };
}

function readProfiles(store: MsdbStore): Map<number, number[]> {
  const profiles = new Map<number, number[]>();
  const rows = [...store.rows('sysmail_profileaccount')];
  for (const row of rows.sort((a, b) => Number(a.sequence_number) - Number(b.sequence_number))) {
    const accounts = profiles.get(Number(row.profile_id)) ?? [];
    profiles.set(Number(row.profile_id), [...accounts, Number(row.account_id)]);
  }
  return profiles;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
