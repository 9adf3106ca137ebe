import { setTimeout as sleep } from 'node:timers/promises';
import type { SmtpFailure } from '../../../shared/smtp/failure';
import { readLadder, refusalsToBelieve, type LadderReading, type Rung } from '../../../shared/smtp/ladder-reading';
import { SmtpConnection, type SmtpTarget } from './connection';
import { textOf } from './reply-reader';
import { SmtpFailed, SmtpStopped } from './smtp-failed';

export type LadderTarget = SmtpTarget & {
  /** Stop after this many sessions even without a refusal. */
  most: number;
  /** New sessions a second of the wall, at most; Infinity where the server is ours. */
  perSecond?: number;
  /** How long all are held once the last one is there, in milliseconds of the servers' clock. */
  holdMs?: number;
  /** Milliseconds of the servers' clock in one of the wall's: times are told on theirs. */
  factor?: number;
};

export type Climb = LadderReading & {
  /** The address the sessions came from, as this computer saw it; '' when none was connected. */
  sourceAddress: string;
  rungs: readonly Rung[];
  /** Sessions that the server closed while they were held. */
  dropped: number;
  stopped: boolean;
};

/** On the clock of the servers. */
const greetingMs = 10_000;
/** On the wall's. Twice in the worst case: for the answer to QUIT, and for the end of the connection. */
const quitMs = 400;

/**
 * The connection ladder: opens sessions one after the other and holds them, reading 220 or a refusal, sending no mail.
 * Never re-opens a rung. Every session is closed with QUIT at the end, also when stopped; never rejects.
 */
export async function climbLadder(
  { most, perSecond = Infinity, holdMs = 0, factor = 1, ...target }: LadderTarget,
  signal: AbortSignal,
  onRung: (rungs: readonly Rung[]) => void,
): Promise<Climb> {
  const held: SmtpConnection[] = [];
  const rungs: Rung[] = [];
  let sourceAddress = target.localAddress ?? '';
  const begun = performance.now();
  try {
    while (held.length < most && rungs.length - held.length < refusalsToBelieve && !signal.aborted) {
      const started = performance.now();
      const outcome = await openRung(target, greetingMs / factor, signal);
      if (outcome === 'stopped') break;
      sourceAddress ||= outcome.sourceAddress;
      if (outcome.connection) held.push(outcome.connection);
      const answered = performance.now();
      const { failure } = outcome;
      rungs.push({ atMs: (answered - begun) * factor, tookMs: (answered - started) * factor, failure });
      onRung(rungs);
      await pause(1000 / perSecond - (answered - started), signal);
    }
    await pause(holdMs / factor, signal);
    const dropped = held.filter((connection) => !connection.isOpen()).length;
    return { sourceAddress, ...readLadder(rungs, dropped), rungs, dropped, stopped: signal.aborted };
  } finally {
    await Promise.all(held.map(quit));
  }
}

type Outcome = {
  /** '' when it was never connected. */
  sourceAddress: string;
  /** Null when it was not greeted. */
  connection: SmtpConnection | null;
  failure: SmtpFailure | null;
};

/** One session, up to the end of its greeting: so many milliseconds of the wall at the longest. Never rejects. */
async function openRung(target: SmtpTarget, limitMs: number, signal: AbortSignal): Promise<Outcome | 'stopped'> {
  const until = performance.now() + limitMs;
  let connection: SmtpConnection | null = null;
  let sourceAddress = '';
  const stop = () => connection?.stop(0);
  signal.addEventListener('abort', stop, { once: true });
  try {
    connection = new SmtpConnection(target);
    await connection.connected(limitMs);
    sourceAddress = connection.localAddress();
    const greeting = { phase: 'banner', text: null, wanted: null, limitMs: until - performance.now() } as const;
    const reply = await connection.talk([greeting]);
    if (reply.code === 220) return { sourceAddress, connection, failure: null };
    throw new SmtpFailed({ phase: 'banner', kind: 'reply', text: textOf(reply) });
  } catch (error) {
    connection?.destroy();
    return error instanceof SmtpStopped ? 'stopped' : { sourceAddress, connection: null, failure: failureOf(error) };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Node throws what it can tell without the system, such as a port that is none. */
function failureOf(error: unknown): SmtpFailure {
  if (error instanceof SmtpFailed) return error.failure;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { phase: 'connect', kind: 'socket', code, text: error instanceof Error ? error.message : String(error) };
}

/** Resolves early when stopped. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

async function quit(connection: SmtpConnection): Promise<void> {
  try {
    await connection.talk([{ phase: 'quit', text: 'QUIT\r\n', wanted: null, limitMs: quitMs }]);
    await connection.end(quitMs);
  } catch {
    // It is over either way.
  }
  connection.destroy();
}
