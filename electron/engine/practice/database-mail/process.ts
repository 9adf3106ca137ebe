import { setMaxListeners } from 'node:events';
import type { LabClock } from '../clock';
import { eventType } from '../msdb/event-type';
import { setting, writeLog } from '../msdb/log';
import type { QueueControl } from '../msdb/queue-procedures';
import type { MsdbStore } from '../msdb/store';
import type { Row, SqlSession } from '../sql/catalogue';
import { readSetup, type CachedAccount, type MailSetup } from './account-cache';
import { unknownHost } from './failure-cause';
import { outgoingMail } from './outgoing-mail';
import type { Failure } from './failure-text';
import {
  isDropped,
  logFailure,
  releaseHeld,
  reportResult,
  retriesOf,
  retryDelay,
  type HeldErrors,
} from './report-result';
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
export type DatabaseMailProcess = QueueControl & {
  queued(mailItemId: number): void;
  /** Its session on the SQL Server, while it runs. */
  sessions(): SqlSession[];
  close(): void;
};

type Running = { id: number; setup: MailSetup; startedAt: Date; readAt: number; isEnding: boolean };

const cacheMilliseconds = 5 * 60_000;
/** Below the numbers that clients get. */
const sessionId = 50;

export function createDatabaseMailProcess(settings: ProcessSettings): DatabaseMailProcess {
  const { store, clock } = settings;
  /** Mails to be tried now, in the order they came. */
  const ready: number[] = [];
  const timers = new Set<() => void>();
  const closing = new AbortController();
  // One listener a session: as many as are open.
  setMaxListeners(0, closing.signal);
  const isClosed = () => closing.signal.aborted;
  const held: HeldErrors | null = store.state.options?.retriedErrors === 'warnings' ? new Map() : null;
  let running: Running | null = null;
  let activatedAt: Date | null = null;
  let inHand = 0;
  let cancelIdle: () => void = () => undefined;

  /** Activation: a mail that waits on a started queue starts the program. One that is ending takes no more mail. */
  function pump(): void {
    if (isClosed() || !store.state.queueStarted || ready.length === 0 || running?.isEnding) return;
    running ??= start();
    cancelIdle();
    while (inHand < settings.sessions) {
      const id = ready.shift();
      if (id === undefined) return;
      inHand += 1;
      void tryMail(id, running).finally(() => {
        inHand -= 1;
        if (!isClosed()) afterTry();
      });
    }
  }

  function start(): Running {
    store.state.processes += 1;
    const id = 4000 + store.state.processes * 4;
    const startedAt = (activatedAt = store.now());
    writeLog(store, eventType.information, 'DatabaseMail process is started', { processId: id });
    return { id, setup: readSetup(store), startedAt, readAt: clock.now(), isEnding: false };
  }

  function afterTry(): void {
    endIfDone();
    pump();
    if (inHand === 0 && running) waitForWork();
  }

  function waitForWork(): void {
    cancelIdle();
    const seconds = Number(setting(store, 'DatabaseMailExeMinimumLifeTime') ?? '600');
    cancelIdle = clock.after(seconds * 1000, shutDown);
  }

  /** A stopped queue ends the program once the mails in hand are done, even where the queue was started again meanwhile. */
  function stopped(): void {
    if (running) running.isEnding = true;
    endIfDone();
  }

  function endIfDone(): void {
    if (!running?.isEnding || inHand > 0) return;
    writeLog(
      store,
      eventType.information,
      'Microsoft.SqlServer.Management.SqlIMail.Server.Common.NoQueueDataException: Database Mail shutting down. Mail queue has been stopped.',
      { processId: running.id },
    );
    shutDown();
  }

  function shutDown(): void {
    cancelIdle();
    if (running)
      writeLog(store, eventType.information, 'DatabaseMail process is shutting down', { processId: running.id });
    running = null;
  }

  /** Account and profile data are kept for a while: a change counts after a restart, or when the copy has aged. */
  function setupOf(process: Running): MailSetup {
    if (clock.now() - process.readAt > cacheMilliseconds)
      Object.assign(process, { setup: readSetup(store), readAt: clock.now() });
    return process.setup;
  }

  async function tryMail(id: number, process: Running): Promise<void> {
    const mail = store.find('sysmail_mailitems', id);
    if (!mail) {
      const text = `Mail Id ${id} has been deleted from sysmail_mailitems table. This mail will not be sent.`;
      writeLog(store, eventType.warning, text, { processId: process.id });
      return;
    }
    if (isDropped(store, mail, process.id)) return;
    const { accounts, profiles } = setupOf(process);
    let failure: Failure | null = null;
    for (const accountId of profiles.get(Number(mail.profile_id)) ?? []) {
      const account = accounts.get(accountId);
      if (!account) continue;
      const cause = await send(mail, account);
      if (isClosed()) return;
      if (cause === null) {
        if (held) releaseHeld(store, id, true, process.id, held);
        reportResult(store, mail, accountId, process.id);
        return;
      }
      failure = { accountId, cause };
    }
    logFailure(store, mail, failure, process.id, held);
    const retryAt = reportResult(store, mail, null, process.id);
    if (retryAt !== null) retryLater(id, retryAt);
    else if (held) releaseHeld(store, id, false, process.id, held);
  }

  function send(mail: Row, account: CachedAccount): Promise<string | null> {
    const { port, enableSsl, timeoutSeconds, login } = account;
    const host = settings.resolve(account.serverName);
    if (host === null) return Promise.resolve(unknownHost);
    return sendOverSmtp(outgoingMail(mail, account), {
      host,
      port,
      from: settings.address,
      name: settings.hostName,
      enableSsl,
      login,
      timeoutSeconds,
      clock,
      signal: closing.signal,
    });
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
    for (const mail of store.rows('sysmail_mailitems')) {
      const id = Number(mail.mailitem_id);
      if (mail.sent_status === 0) ready.push(id);
      if (mail.sent_status === 3) {
        const last = retriesOf(store, id)?.last_send_attempt_date;
        retryLater(id, (last instanceof Date ? last.getTime() : clock.now()) + retryDelay(store));
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
    stopped,
    isRunning: () => running !== null,
    activatedAt: () => activatedAt,
    sessions: () =>
      running
        ? [
            {
              spid: sessionId,
              login: 'NT AUTHORITY\\SYSTEM',
              isSysadmin: true,
              programName: `DatabaseMail - DatabaseMail - Id<${running.id}>`,
              hostName: settings.hostName,
              loginTime: running.startedAt,
            },
          ]
        : [],
    close() {
      closing.abort();
      cancelIdle();
      for (const cancel of timers) cancel();
    },
  };
}
