import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import type { Rung } from '../../shared/smtp/ladder-reading';
import { serve } from '../support/hostile-server';

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

  it('tells also what Node itself refuses', async () => {
    const target = { host: '127.0.0.1', port: 70_000, localAddress: undefined, most: 2 };
    const reading = await climbLadder(target, new AbortController().signal, () => undefined);
    expect(reading).toMatchObject({
      opened: 0,
      limit: null,
      refusal: { text: expect.stringContaining('70000') as string },
    });
  });

  it.each<[string, (socket: Socket, number: number) => void, object]>([
    ['closes at once', (socket) => void socket.end(), { class: 'connection-lost' }],
    ['resets', (socket) => void socket.resetAndDestroy(), { class: 'connection-lost' }],
    ['closes within its greeting', (socket) => void socket.end('220-he'), { class: 'connection-lost', text: '220-he' }],
    ['resets within it', resetAfter('421 4.3'), { class: 'connection-lost' }],
    ['sends a line without end', (socket) => void socket.write(Buffer.alloc(200_000, 0x41)), { class: 'not-smtp' }],
    ['sends lines without end', (socket) => void socket.write('220-x\r\n'.repeat(20_000)), { class: 'not-smtp' }],
    ['sends binary', (socket) => void socket.write(Buffer.from([0, 255, 254, 10])), { class: 'not-smtp' }],
    ['sends no code', (socket) => void socket.write('hello\r\n'), { class: 'not-smtp', text: 'hello' }],
    ['answers 250', (socket) => void socket.write('250 hello\r\n'), { class: 'protocol-trouble', text: '250 hello' }],
    [
      'refuses in several lines',
      (socket) => void socket.end('421-4.3.2 Service not available\r\n421 4.3.2 Come back\r\n'),
      { class: 'service-not-available', text: '421-4.3.2 Service not available\n421 4.3.2 Come back' },
    ],
    [
      'says nothing, or drips',
      (socket, number) => number % 2 === 0 && void setInterval(() => socket.writable && socket.write('2'), 500).unref(),
      { class: 'greeting-timeout', text: 'There was no greeting within 10 seconds.' },
    ],
  ])('gives no limit for a server that %s', { timeout: 60_000 }, async (_name, onSession, expected) => {
    const { port, open } = await serve(onSession);
    expect(await climb(port)).toMatchObject({ opened: 0, limit: null, dropped: 0, refusal: expected });
    await expect.poll(open).toBe(0);
  });

  it('waits for a greeting on the servers’ clock, and tells times on it', async () => {
    const { port } = await serve(() => undefined);
    const target = { host: '127.0.0.1', port, localAddress: undefined, most: 1, factor: 20 };
    const begun = performance.now();
    const { rungs, refusal } = await climbLadder(target, new AbortController().signal, () => undefined);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(refusal?.text).toBe('There was no greeting within 10 seconds.');
    // A timer may be a millisecond early.
    expect(rungs.filter(({ tookMs }) => tookMs < 9900 || tookMs > 20_000)).toEqual([]);
    expect(rungs[2]?.atMs).toBeGreaterThan(29_000);
  });

  it('reads a greeting that comes byte by byte, in lines', async () => {
    const { port } = await serve((socket) => {
      const bytes = Array.from('220-one\r\n220 two\r\n');
      const timer = setInterval(() => {
        const next = bytes.shift();
        if (next === undefined) clearInterval(timer);
        else socket.write(next);
      }, 2);
    });
    expect(await climb(port, 2)).toMatchObject({ opened: 2, limit: null, refusal: null });
  });

  it('notices sessions that the server closes while they are held, and gives no limit then', async () => {
    const { port } = await serve((socket, number) => {
      if (number > 5) return void socket.end(`${refusal}\r\n`);
      socket.write('220 ready\r\n');
      if (number === 2) setTimeout(() => socket.end('421 4.4.2 Connection dropped\r\n'), 20);
    });
    const target = { host: '127.0.0.1', port, localAddress: undefined, most: 10, holdMs: 200 };
    const reading = await climbLadder(target, new AbortController().signal, () => undefined);
    expect(reading).toMatchObject({ opened: 5, dropped: 1, limit: null, refusal: { class: 'per-source-limit' } });
  });

  it('opens no more sessions a second than it may', async () => {
    const { port } = await serve((socket) => socket.write('220 ready\r\n'));
    const starts: number[] = [];
    const target = { host: '127.0.0.1', port, localAddress: undefined, most: 6, perSecond: 20 };
    await climbLadder(target, new AbortController().signal, (rungs) => {
      const last = rungs.at(-1);
      if (last) starts.push(last.atMs - last.tookMs);
    });
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(gaps).toHaveLength(5);
    // A timer may be a millisecond early.
    expect(Math.min(...gaps)).toBeGreaterThan(48);
  });

  it('goes on no longer once it is stopped, however silent the server is', async () => {
    const { port, open } = await serve((socket, number) => number <= 2 && socket.write('220 ready\r\n'));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const begun = performance.now();
    expect(await climb(port, 10, stop.signal)).toMatchObject({ opened: 2, limit: null, refusal: null, stopped: true });
    expect(performance.now() - begun).toBeLessThan(1200);
    await expect.poll(open).toBe(0);
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

/** Sends this, and then resets the connection. */
function resetAfter(text: string): (socket: Socket) => void {
  return (socket) => void socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
}
