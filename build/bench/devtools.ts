import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** What is used of the WebSocket that Node has had since 22; the types here are Node 18's. */
type Socket = EventTarget & { send(text: string): void; close(): void };
type SocketClass = new (address: string) => Socket;

type Answer = { id?: number; result?: { result?: { value?: unknown } } };

const lookMilliseconds = 10;
const limitMilliseconds = 30_000;

/**
 * Waits until the expression holds in the program's page, asked through the DevTools port that Chromium names on stderr:
 * nothing in the program knows of it. Throws after 30 s.
 */
export async function waitForPage(stderr: Readable, expression: string): Promise<void> {
  const port = await devToolsPort(stderr);
  const endsAt = performance.now() + limitMilliseconds;
  const socket = await attach(await pageAddress(port, endsAt));
  try {
    while (!(await holds(socket, expression))) {
      if (performance.now() > endsAt) throw new Error(`The page was not usable within 30 s: ${expression}`);
      await pause(lookMilliseconds);
    }
  } finally {
    socket.close();
  }
}

async function devToolsPort(stderr: Readable): Promise<number> {
  let text = '';
  // Read to the end, since a full pipe would stop the program.
  stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  for (;;) {
    const [, port] = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(text) ?? [];
    if (port !== undefined) return Number(port);
    if (stderr.readableEnded) throw new Error(`The program ended: ${text}`);
    await Promise.race([once(stderr, 'data'), once(stderr, 'end')]);
  }
}

async function pageAddress(port: number, endsAt: number): Promise<string> {
  while (performance.now() < endsAt) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[];
    const page = targets.find(({ type }) => type === 'page');
    if (page) return page.webSocketDebuggerUrl;
    await pause(lookMilliseconds);
  }
  throw new Error('The program opened no window within 30 s.');
}

async function attach(address: string): Promise<Socket> {
  const socket = new (globalThis as unknown as { WebSocket: SocketClass }).WebSocket(address);
  await once(socket, 'open');
  return socket;
}

/** False also where the page is just being loaded. */
async function holds(socket: Socket, expression: string): Promise<boolean> {
  const answered = once(socket, 'message');
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
  const [event] = (await answered) as [{ data: string }];
  return (JSON.parse(event.data) as Answer).result?.result?.value === true;
}
