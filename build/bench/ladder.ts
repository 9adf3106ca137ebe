import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import { startSink } from '../../test/support/smtp-sink';
import { inTurn, medianPair, shown, type BenchResult, type Say } from './result';

const sessions = 100;
const runs = 11;

/** The ladder to 100 sessions, from the first connection until the last is closed, against sockets that do only that. */
export async function ladder(say: Say): Promise<BenchResult> {
  const sink = await startSink([], false);
  try {
    const ours = () => milliseconds(() => climb(sink.port));
    const peer = () => milliseconds(() => climbBare(sink.port));
    // The first of each compiles what the others use.
    await ours();
    await peer();
    const times = await inTurn(runs, ours, peer, (mine, theirs) =>
      say(`ladder: ${shown(mine)} ms, bare sockets ${shown(theirs)} ms`),
    );
    return { name: 'ladder', ...medianPair(times), peerName: 'bare sockets', unit: 'ms', better: 'lower' };
  } finally {
    await sink.end();
  }
}

async function milliseconds(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

async function climb(port: number): Promise<void> {
  const target = { host: '127.0.0.1', port, localAddress: undefined, most: sessions };
  const { opened } = await climbLadder(target, new AbortController().signal, () => undefined);
  if (opened !== sessions) throw new Error(`The ladder opened ${opened} of ${sessions} sessions.`);
}

/** Connect, read a line, and hold; in the end QUIT, and wait until all are closed. */
async function climbBare(port: number): Promise<void> {
  const held: Socket[] = [];
  for (let n = 0; n < sessions; n += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'data');
    held.push(socket);
  }
  await Promise.all(
    held.map((socket) => {
      socket.resume().write('QUIT\r\n');
      return once(socket, 'close');
    }),
  );
}
