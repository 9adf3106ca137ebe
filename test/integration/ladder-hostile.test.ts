import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import type { Rung } from '../../shared/smtp/ladder-reading';

/** A server that does this with each session, by its number from 1; answers where it listens. */
async function serve(
  onSession: (socket: Socket, number: number) => void,
): Promise<{ port: number; seen: () => string }> {
  let number = 0;
  let seen = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (seen += String(chunk)));
    number += 1;
    onSession(socket, number);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, seen: () => seen };
}

const climb = (
  port: number,
  most = 10,
  signal = new AbortController().signal,
  onRung: (rungs: readonly Rung[]) => void = () => undefined,
) => climbLadder({ host: '127.0.0.1', port, localAddress: '127.0.0.1', most }, signal, onRung);

const refusal =
  '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel';

describe('climbLadder', () => {
  it('counts what it could hold, keeps the refusal as received, and leaves with QUIT', async () => {
    const { port, seen } = await serve((socket, number) =>
      number <= 4 ? socket.write('220 ready\r\n') : socket.end(`${refusal}\r\n`),
    );
    expect(await climb(port)).toMatchObject({
      sourceAddress: '127.0.0.1',
      opened: 4,
      limit: 4,
      refusal: { text: refusal, class: 'per-source-limit' },
      stopped: false,
    });
    expect(seen()).toBe('QUIT\r\n'.repeat(4));
  });

  it('says "at least" when it was never refused', async () => {
    const { port } = await serve((socket) => socket.write('220 ready\r\n'));
    expect(await climb(port, 7)).toMatchObject({ opened: 7, limit: null, refusal: null, stopped: false });
  });

  it('takes one refusal that does not repeat for no limit', async () => {
    const { port } = await serve((socket, number) =>
      number === 2 ? socket.end(`${refusal}\r\n`) : socket.write('220 ready\r\n'),
    );
    expect(await climb(port, 5)).toMatchObject({ opened: 5, limit: null });
  });

  it('never takes a server that is gone for a limit', async () => {
    const { port } = await serve(() => undefined);
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const gone = (closed.address() as AddressInfo).port;
    closed.close();
    await once(closed, 'close');
    expect(await climb(gone)).toMatchObject({ opened: 0, limit: null, refusal: { class: 'connect-refused' } });
    expect(port).not.toBe(gone);
  });

  it.each([
    ['closes at once', (socket: Socket) => void socket.end()],
    ['resets', (socket: Socket) => void socket.resetAndDestroy()],
    [
      'sends bytes without end and without a line',
      (socket: Socket) => void socket.write(Buffer.alloc(200_000, 0xfe), () => socket.end()),
    ],
  ])('gives up on a server that %s', async (_name, onSession) => {
    const { port } = await serve(onSession);
    expect(await climb(port)).toMatchObject({ opened: 0, limit: null });
  });

  it('stops at once and lets go of what it holds', async () => {
    const { port, seen } = await serve((socket) => socket.write('220 ready\r\n'));
    const stop = new AbortController();
    const reading = await climb(port, 500, stop.signal, (rungs) => {
      if (rungs.length === 3) stop.abort();
    });
    expect(reading).toMatchObject({ opened: 3, limit: null, refusal: null, stopped: true });
    expect(seen()).toBe('QUIT\r\n'.repeat(3));
  });
});
