import type { LabClock } from '../clock';
import type { Row, SqlSession } from '../sql/catalogue';
import { eventType, setting, writeLog } from '../msdb/log';
import type { MsdbStore } from '../msdb/store';
import { readAccounts, type CachedAccount } from './account-cache';
import { logFailure, reportResult } from './report-result';
import { sendOverSmtp } from './smtp-send';

export type ProcessSettings = {
  store: MsdbStore;
  clock: LabClock;
  /** Mails sent at once. */
  sessions: number;
  /** The SQL Server's address and name. */
  address: string;
  hostName: string;
  /** Where an SMTP server's name leads; null when nowhere. */
  resolve(name: string): string | null;
};

/** The external program that sends what the queue holds. */
export type DatabaseMailProcess = {
  queued(mailItemId: number): void;
  started(): void;
  stopped(): void;
  /** Its session on the SQL Server, while it runs. */
  sessions(): SqlSession[];
  close(): void;
};

const cacheMilliseconds = 5 * 60_000;

export function createDatabaseMailProcess(settings: ProcessSettings): DatabaseMailProcess {
  const { store, clock } = settings;
  /** Mails to be tried now, in the order they came. */
  const ready: number[] = [];
  const timers = new Set<() => void>();
  let running: { id: number; accounts: Map<number, CachedAccount>; readAt: number } | null = null;
  let inHand = 0;
  let isClosed = false;
  let cancelIdle: () => void = () => undefined;

  /** Activation: a mail that waits on a started queue starts the program. */
  function pump(): void {
    if (isClosed || !store.state.queueStarted || ready.length === 0) return;
    running ??= start();
    cancelIdle();
    while (inHand < settings.sessions) {
      const id = ready.shift();
      if (id === undefined) return;
      inHand += 1;
      void tryMail(id).finally(() => {
        inHand -= 1;
        afterTry();
      });
    }
  }

  function start() {
    store.state.processes += 1;
    const id = 4000 + store.state.processes * 4;
    writeLog(store, eventType.information, 'DatabaseMail process is started', { processId: id });
    return { id, accounts: readAccounts(store), readAt: clock.now() };
  }

  function afterTry(): void {
    if (isClosed) return;
    if (!store.state.queueStarted) endIfIdle();
    else pump();
    if (inHand === 0 && running) waitForWork();
  }

  function waitForWork(): void {
    cancelIdle();
    cancelIdle = clock.after(Number(setting(store, 'DatabaseMailExeMinimumLifeTime') ?? '600') * 1000, () =>
      shutDown(),
    );
  }

  /** A stopped queue ends the program once the mails in hand are done. */
  function endIfIdle(): void {
    if (!running || inHand > 0) return;
    const processId = running.id;
    writeLog(
      store,
      eventType.information,
      'Microsoft.SqlServer.Management.SqlIMail.Server.Common.NoQueueDataException: Database Mail shutting down. Mail queue has been stopped.',
      { processId },
    );
    shutDown();
  }

  function shutDown(): void {
    cancelIdle();
    if (running)
      writeLog(store, eventType.information, 'DatabaseMail process is shutting down', { processId: running.id });
    running = null;
  }

  /** Account data is kept for a while: a change counts after a restart, or when the cache has aged. */
  function cachedAccounts(): Map<number, CachedAccount> {
    if (!running) return readAccounts(store);
    if (clock.now() - running.readAt > cacheMilliseconds)
      Object.assign(running, { accounts: readAccounts(store), readAt: clock.now() });
    return running.accounts;
  }

  async function tryMail(id: number): Promise<void> {
    const mail = store.rows('sysmail_mailitems').find((row) => row.mailitem_id === id);
    if (!mail) return;
    const accounts = cachedAccounts();
    const order = accountsOf(Number(mail.profile_id));
    let failure: { accountId: number; cause: string } | null = null;
    for (const accountId of order) {
      const account = accounts.get(accountId);
      if (!account) continue;
      const cause = await send(mail, account);
      if (isClosed) return;
      if (cause === null) {
        finish(mail, { sentBy: accountId });
        return;
      }
      failure = { accountId, cause };
    }
    finish(mail, { failure });
  }

  function accountsOf(profileId: number): number[] {
    const rows = store.rows('sysmail_profileaccount').filter((row) => row.profile_id === profileId);
    return rows
      .sort((a, b) => Number(a.sequence_number) - Number(b.sequence_number))
      .map((row) => Number(row.account_id));
  }

  function send(mail: Row, account: CachedAccount): Promise<string | null> {
    const host = settings.resolve(account.serverName);
    if (host === null) return Promise.resolve('Could not connect to mail server. (No such host is known).');
    const to = String(mail.recipients ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean);
    return sendOverSmtp(
      { from: account.emailAddress, to, subject: String(mail.subject ?? ''), body: String(mail.body ?? '') },
      {
        host,
        port: account.port,
        from: settings.address,
        name: settings.hostName,
        timeoutSeconds: account.timeoutSeconds,
        clock,
      },
    );
  }

  function finish(
    mail: Row,
    result: { sentBy: number } | { failure: { accountId: number; cause: string } | null },
  ): void {
    if (isClosed) return;
    const processId = running?.id ?? 0;
    if ('failure' in result) logFailure(store, mail, result.failure, processId);
    const retryAt = reportResult(store, mail, 'sentBy' in result ? result.sentBy : null, processId);
    if (retryAt !== null) retryLater(Number(mail.mailitem_id), retryAt);
  }

  /** The conversation timer: the mail comes back when AccountRetryDelay has passed. */
  function retryLater(id: number, at: number): void {
    const cancel = clock.after(at - clock.now(), () => {
      timers.delete(cancel);
      ready.push(id);
      pump();
    });
    timers.add(cancel);
  }

  /** What was waiting when the lab was closed; mails in hand then are tried again. */
  function pickUp(): void {
    const delay = Number(setting(store, 'AccountRetryDelay') ?? '300') * 1000;
    for (const mail of store.rows('sysmail_mailitems')) {
      const id = Number(mail.mailitem_id);
      if (mail.sent_status === 0) ready.push(id);
      if (mail.sent_status === 3) {
        const retry = store.rows('sysmail_send_retries').find((row) => row.mailitem_id === id)?.last_send_attempt_date;
        retryLater(id, (retry instanceof Date ? retry.getTime() : clock.now()) + delay);
      }
    }
    pump();
  }

  pickUp();
  return {
    queued(id) {
      ready.push(id);
      pump();
    },
    started: pump,
    stopped: endIfIdle,
    sessions: () =>
      running
        ? [
            {
              spid: 60,
              login: 'NT AUTHORITY\\SYSTEM',
              isSysadmin: true,
              programName: `DatabaseMail - DatabaseMail - Id<${running.id}>`,
              hostName: settings.hostName,
            },
          ]
        : [],
    close() {
      isClosed = true;
      cancelIdle();
      for (const cancel of timers) cancel();
    },
  };
}
