import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { whyUnreachable } from '../../../../electron/engine/exchange/reach';

async function listeningPort(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it('is nothing where the port can be opened', async () => {
  expect(await whyUnreachable('127.0.0.1', await listeningPort())).toBeNull();
});

it('says that the port is closed, and that the name is not known', async () => {
  expect(await whyUnreachable('127.0.0.1', 1)).toBe('Port 1 is closed.');
  expect(await whyUnreachable('nobody.invalid', 25)).toBe('The name nobody.invalid is not known to DNS.');
});
