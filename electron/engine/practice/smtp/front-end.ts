import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { LabClock } from '../clock';
import { servingConnector } from '../exchange/matching';
import type { LabConnectorText } from '../lab';
import { createRandom } from '../random';
import type { Scenario } from '../scenarios/scenario';
import { createRateMeter } from './rate-meter';
import { createSessionCounter, noConnectorReply, type SessionCounter } from './session-counter';
import { serveSession, type DeliveredMail } from './session';

export type FrontEndSettings = {
  clock: LabClock;
  exchange: Scenario['exchange'];
  /** The connectors as they are now; read at each connect. */
  connectors: readonly LabConnectorText[];
  /** The hub's loopback address. */
  address: string;
  seed: number;
};

export type FrontEnd = {
  counter: SessionCounter;
  /** Mails taken, and the last of them. */
  delivered(): { count: number; last: readonly DeliveredMail[] };
  close(): Promise<void>;
};

const kept = 1000;

/** The hub's SMTP servers, one a port that its connectors are bound to. */
export async function startFrontEnd(settings: FrontEndSettings): Promise<FrontEnd> {
  const { clock, exchange, connectors } = settings;
  const counter = createSessionCounter();
  const random = createRandom(settings.seed);
  const rate = createRateMeter(clock);
  const sockets = new Set<Socket>();
  const last: DeliveredMail[] = [];
  let count = 0;

  function accept(socket: Socket, port: number): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const source = socket.remoteAddress ?? '';
    const connector = servingConnector(connectors, source, port);
    const refusal = connector ? counter.enter(connector, source) : noConnectorReply;
    if (!connector || refusal !== null) {
      socket.end(`${refusal ?? ''}\r\n`);
      return;
    }
    socket.once('close', () => counter.leave(connector, source));
    const { least, most } = exchange.deliverySeconds;
    serveSession(socket, {
      clock,
      exchange,
      connector: { ...connector },
      mayRelay: exchange.connectors.find((entry) => entry.guid === connector.Guid)?.mayRelay ?? false,
      rate,
      source,
      deliveryMilliseconds: () => (least + random() * (most - least)) * 1000,
      delivered(mail) {
        count += 1;
        last.push(mail);
        if (last.length > kept) last.shift();
      },
    });
  }

  const ports = [...new Set(exchange.connectors.map((connector) => connector.port))];
  const servers: Server[] = [];
  try {
    for (const port of ports) servers.push(await listen(settings.address, port, (socket) => accept(socket, port)));
  } catch (error) {
    await Promise.all(servers.map(stop));
    throw error;
  }
  return {
    counter,
    delivered: () => ({ count, last }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map(stop));
    },
  };
}

async function listen(host: string, port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onSocket);
  server.listen({ host, port, backlog: 1024 });
  await once(server, 'listening');
  return server;
}

async function stop(server: Server): Promise<void> {
  server.close();
  if (server.listening) await once(server, 'close');
}
