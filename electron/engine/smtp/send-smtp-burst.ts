import { setTimeout as sleep } from 'node:timers/promises';
import type { SmtpBurstResult, SmtpConnections, SmtpStop } from '../../../shared/run/smtp-burst';
import { stopRule } from '../../../shared/smtp/stop-rule';
import type { SiteClock } from '../site';
import type { SmtpConnection } from './connection';
import { watchLag } from './lag';
import { createLane, type LaneWatch } from './lane';
import { timePhases } from './phase-times';
import type { SmtpSettings } from './session';
import { startTally, type TallyCounts } from './tally';
import { testBody, type TestMailSettings } from './test-mail';

export type SmtpBurstSettings = {
  mails: TestMailSettings;
  session: SmtpSettings;
  connections: SmtpConnections;
  /** Most sessions open at once. */
  sessions: number;
  /** Mails due a server second; null = all due at once. */
  ratePerSecond: number | null;
  /** New connections a second, at most, however late the mails are; Infinity where the server is ours. */
  connectionsPerSecond: number;
  /** Server milliseconds after which it ends, whatever is left. */
  limitMs: number;
};

/** What the burst itself finds out; the rest of the result says what it was aimed at. */
export type SmtpBurstCounts = Pick<
  SmtpBurstResult,
  'stopped' | 'stoppedBy' | 'asked' | 'notSent' | 'total' | 'service' | 'phases' | 'lag' | 'bodyBytes' | 'sourceAddress'
> &
  TallyCounts;

/** The end of a burst from outside: by the user, or because the hub's queues have grown. */
export type SmtpBurstEnd = { signal: AbortSignal; reason: Extract<SmtpStop, 'user' | 'queue-length'> };

const reportMs = 250;
/** A mail that is whole on its way when a burst is stopped gets this long for the reply to it. Wall milliseconds. */
const graceMs = 500;

/**
 * Sends the mails over at most `sessions` sessions. Open model: mail n is due at its own time, whatever became of those
 * before it, and is timed from then, so that a server that stalls shows in the times and not only in the rate.
 * Ends early by `ends`, when its time is over, or by the stop rule: then with what it has, and no socket left.
 * @param report told four times a second, also while nothing happens
 */
export async function sendSmtpBurst(
  settings: SmtpBurstSettings,
  clock: SiteClock,
  ends: readonly SmtpBurstEnd[],
  report: (counts: TallyCounts, open: number) => void,
): Promise<SmtpBurstCounts> {
  const { mails, connections, ratePerSecond } = settings;
  const tally = startTally();
  const times = timePhases(clock.factor);
  const rule = stopRule();
  const live = new Set<SmtpConnection>();
  const ending = new AbortController();
  let stoppedBy = null as SmtpStop | null;
  let sourceAddress = settings.session.localAddress ?? '';
  let next = 1;
  const startedMs = performance.now();
  const isOver = () => ending.signal.aborted;
  const now = () => (performance.now() - startedMs) * clock.factor;

  function stop(reason: SmtpStop): void {
    stoppedBy ??= reason;
    ending.abort();
    for (const connection of live) connection.stop(graceMs);
  }

  const isPaced = Number.isFinite(settings.connectionsPerSecond);
  const mayConnect = isPaced ? gate(settings.connectionsPerSecond, ending.signal) : null;

  const watch: LaneWatch = {
    mayConnect,
    onConnection: (connection) => void live.add(connection),
    onPhase: times.record,
    onConnected(connection) {
      sourceAddress ||= connection.localAddress();
    },
    onOpened: () => tally.opened(now()),
    onClosed: () => tally.closed(now()),
    onGone: (connection) => void live.delete(connection),
    onAccepted(dueMs, mailStartedMs, acceptedMs) {
      times.accepted(dueMs, mailStartedMs, acceptedMs);
      tally.accepted(now());
      rule.accepted();
    },
    onFailed(number, failure) {
      const reason = rule.failed(tally.failed(number, failure, now()));
      if (reason) stop(reason);
    },
    onCutOff: tally.cutOff,
  };

  async function work(): Promise<void> {
    const lane = createLane({ mails, session: settings.session, keepsOpen: connections === 'pooled' }, watch);
    while (next <= mails.mails && !isOver()) {
      const number = next++;
      const dueMs = startedMs + (ratePerSecond === null ? 0 : ((number - 1) * 1000) / ratePerSecond / clock.factor);
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: ending.signal }).catch(() => undefined);
      if (!isOver()) await lane.deliver(number, dueMs);
    }
    await lane.close();
  }

  const lag = watchLag();
  const letGo = ends.map(({ signal, reason }) => listenTo(signal, () => stop(reason)));
  const timer = setTimeout(() => stop('duration'), settings.limitMs / clock.factor);
  const ticker = setInterval(() => {
    tally.pass(now());
    report(tally.counts(), tally.open());
  }, reportMs);
  const lanes = Array.from({ length: Math.min(settings.sessions, mails.mails) }, work);
  try {
    await Promise.all(lanes);
  } finally {
    ending.abort();
    for (const connection of live) connection.destroy();
    // Where one of them broke down the others must not send on.
    await Promise.allSettled(lanes);
    clearTimeout(timer);
    clearInterval(ticker);
    letGo.forEach((release) => release());
    lag.end();
  }
  const counts = tally.counts();
  const lateness = lag.result();
  return {
    ...counts,
    ...(lateness.isTrusted ? times.result() : { total: null, service: null, phases: [] }),
    stopped: stoppedBy !== null,
    stoppedBy,
    asked: mails.mails,
    notSent: mails.mails - counts.accepted - counts.failed - counts.unanswered,
    lag: lateness,
    bodyBytes: testBody.length,
    sourceAddress,
  };
}

/** Lets connections through no faster than this; answers whether the burst has ended meanwhile. */
function gate(perSecond: number, signal: AbortSignal): () => Promise<boolean> {
  let nextMs = 0;
  return async () => {
    const waitMs = nextMs - performance.now();
    nextMs = Math.max(nextMs, performance.now()) + 1000 / perSecond;
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    return signal.aborted;
  };
}

function listenTo(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act();
  signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}
