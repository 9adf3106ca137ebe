import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLadder, refusalsToBelieve, type LadderReading, type Rung } from '../../../shared/smtp/ladder-reading';
import { openSession, type SessionTarget } from './ladder-session';

export type LadderTarget = SessionTarget & {
  /** Stop after this many sessions even without a refusal. */
  most: number;
  /** New sessions a second, at most; Infinity where the server is ours. */
  perSecond?: number;
  /** How long all are held once the last one is there, in milliseconds of the wall. */
  holdMs?: number;
  /** The clock of the servers, in milliseconds. */
  now?: () => number;
};

export type Climb = LadderReading & {
  /** Both ends of the first session as this computer saw them; '' when none was connected. */
  sourceAddress: string;
  serverAddress: string;
  rungs: readonly Rung[];
  /** Sessions that the server closed while they were held. */
  dropped: number;
  stopped: boolean;
};

const quitMilliseconds = 1000;

/**
 * The connection ladder: opens sessions one after the other and holds them, reading 220 or a refusal, sending no mail.
 * Never re-opens a rung. Every session is closed with QUIT at the end, also when stopped.
 */
export async function climbLadder(
  { most, perSecond = Infinity, holdMs = 0, now = () => performance.now(), ...target }: LadderTarget,
  signal: AbortSignal,
  onRung: (rungs: readonly Rung[]) => void,
): Promise<Climb> {
  const held: Socket[] = [];
  const rungs: Rung[] = [];
  let ends = { sourceAddress: target.localAddress ?? '', serverAddress: '' };
  const begun = now();
  try {
    while (held.length < most && rungs.length - held.length < refusalsToBelieve && !signal.aborted) {
      const started = performance.now();
      // A name may stand for several servers, and each counts for itself: all rungs go to the one that took the first.
      const session = await openSession({ ...target, host: ends.serverAddress || target.host }, signal);
      if (session === null) break;
      const { socket, failure } = session;
      if (ends.serverAddress === '' && session.ends.serverAddress !== '') ends = session.ends;
      if (failure === null) held.push(socket);
      const tookMs = performance.now() - started;
      rungs.push({ atMs: now() - begun, tookMs, failure });
      onRung(rungs);
      await pause(1000 / perSecond - tookMs, signal);
    }
    await pause(holdMs, signal);
    // Those that the server has closed; nothing of ours does before QUIT.
    const dropped = held.filter((socket) => socket.destroyed || socket.readableEnded).length;
    return { ...ends, ...readLadder(rungs, dropped), rungs, dropped, stopped: signal.aborted };
  } finally {
    await Promise.all(held.map(quit));
  }
}

/** Resolves early when stopped. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

async function quit(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  // Not events.once: a server that resets the connection now is no failure.
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.end('QUIT\r\n');
  const timer = setTimeout(() => socket.destroy(), quitMilliseconds);
  await closed;
  clearTimeout(timer);
}
