import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { classifyReply } from '../../../shared/smtp/classify';
import type { ReplyClass } from '../../../shared/smtp/reply-class';

export type LadderTarget = {
  host: string;
  port: number;
  /** The address of this computer to open them from, since the limit counts per source; undefined leaves it to the system. */
  localAddress: string | undefined;
  /** Stop after this many sessions even without a refusal. */
  most: number;
};

export type LadderReading = {
  /** The address the sessions came from, as this computer saw it; '' when none was opened. */
  sourceAddress: string;
  opened: number;
  /** Sessions held when the server refused more; null = it never did, or something else failed. */
  limit: number | null;
  refusal: { text: string; class: ReplyClass } | null;
  stopped: boolean;
};

/** A refused rung must repeat, so that one lost packet is not taken for the limit. */
const failuresToBelieve = 3;
const greetingMilliseconds = 10_000;
const greetingBytes = 4096;

/**
 * The connection ladder: opens sessions one after the other and holds them, reading 220 or a refusal, sending no mail.
 * Never re-opens a rung. Every session is closed with QUIT at the end, also when stopped.
 */
export async function climbLadder(
  target: LadderTarget,
  signal: AbortSignal,
  onRung: (opened: number) => void,
): Promise<LadderReading> {
  const held: Socket[] = [];
  const failures: string[] = [];
  let sourceAddress = target.localAddress ?? '';
  try {
    while (held.length < target.most && failures.length < failuresToBelieve && !signal.aborted) {
      const { socket, greeting } = await openSession(target);
      sourceAddress ||= socket.localAddress ?? '';
      if (greeting.startsWith('220')) held.push(socket);
      else {
        socket.destroy();
        failures.push(greeting);
      }
      onRung(held.length);
    }
    const first = failures[0];
    // Only a server's own reply is a limit: a network that fails, or this computer's own limits, say nothing about it.
    const isRefused = failures.length === failuresToBelieve && failures.every((text) => /^[45]\d\d/.test(text));
    return {
      sourceAddress,
      opened: held.length,
      limit: isRefused ? held.length : null,
      refusal: first === undefined ? null : { text: first, class: classifyReply(first) },
      stopped: signal.aborted,
    };
  } finally {
    await Promise.all(held.map(quit));
  }
}

/** Resolves with the first reply line, or with the failure's own words where no reply came. */
async function openSession(target: LadderTarget): Promise<{ socket: Socket; greeting: string }> {
  const socket = connect({
    host: target.host,
    port: target.port,
    ...(target.localAddress === undefined ? {} : { localAddress: target.localAddress }),
  });
  const greeting = await new Promise<string>((resolve) => {
    let text = '';
    const done = (line: string) => {
      clearTimeout(timer);
      resolve(line.trim());
    };
    const timer = setTimeout(() => done('No greeting within 10 s.'), greetingMilliseconds);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text = (text + chunk).slice(0, greetingBytes);
      const end = text.indexOf('\n');
      if (end >= 0) done(text.slice(0, end));
    });
    socket.once('error', (error) => done(error.message));
    socket.once('close', () => done(text || 'The connection was closed without a greeting.'));
  });
  // Errors after the greeting (a server that drops idle sessions) must not end the engine.
  socket.on('error', () => undefined);
  return { socket, greeting };
}

async function quit(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const closed = once(socket, 'close');
  socket.end('QUIT\r\n');
  const timer = setTimeout(() => socket.destroy(), 1000);
  await closed;
  clearTimeout(timer);
}
