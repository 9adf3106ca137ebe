import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { LabClock } from '../clock';
import { servingConnector } from '../exchange/matching';
import type { LabConnectorText } from '../lab';
import { createRandom } from '../random';
import type { TrackingLog } from '../exchange/tracking-log';
import type { Scenario, ScenarioHub } from '../scenarios/scenario';
import { closeAfter } from './close-after';
import { createDeliveryQueue } from './delivery-queue';
import { createFaults, type SmtpFaults } from './faults';
import { createRateMeter } from './rate-meter';
import { createSessionCounter, noConnectorReply, type SessionCounter } from './session-counter';
import { serveSession } from './session';
import type { DeliveredMail } from './session-settings';

export type FrontEndSettings = {
  clock: LabClock;
  exchange: Scenario['exchange'];
  hub: ScenarioHub;
  tracking: TrackingLog;
  /** The organisation's connectors as they are now; read at each connect. */
  connectors: readonly LabConnectorText[];
  /** The hub's loopback address. */
  address: string;
  seed: number;
  /** Who may sign in where a connector offers it: passwords by name. */
  users?: Readonly<Record<string, string>>;
  faults?: SmtpFaults;
};

export type FrontEnd = {
  counter: SessionCounter;
  /** Lets in whatever this source opens meanwhile, over every limit; such sessions count for others, and last a lab day. */
  admitAll<T>(source: string, open: () => Promise<T>): Promise<T>;
  /** Mails taken, and the last of them. */
  delivered(): { count: number; last: readonly DeliveredMail[] };
  /** Mails accepted and not yet delivered. */
  queued(): number;
  close(): Promise<void>;
};

const kept = 100;

const noLimits = {
  MaxInboundConnection: 'unlimited',
  MaxInboundConnectionPerSource: 'unlimited',
  MaxInboundConnectionPercentagePerSource: '100',
  ConnectionTimeout: '1.00:00:00',
  ConnectionInactivityTimeout: '1.00:00:00',
};

/**
 * The hub's SMTP servers, one a port that its connectors are bound to. At connect: no connector, total limit, per-source
 * limit, then 220. The server's MaxConnectionRatePerMinute (1200) is left out unless a fault asks for it: at the lab's speed it
 * would only stretch the opening of a test's sessions.
 */
export async function startFrontEnd(settings: FrontEndSettings): Promise<FrontEnd> {
  const { clock, exchange, hub } = settings;
  const isOurs = (connector: LabConnectorText) => connector.Server === hub.server;
  const counter = createSessionCounter(hub.adminDisplayVersion);
  const random = createRandom(settings.seed);
  const rate = createRateMeter(clock);
  const queue = createDeliveryQueue(clock);
  const faults = createFaults(settings.faults ?? {}, clock);
  const between = ({ least, most }: { least: number; most: number }) => (least + random() * (most - least)) * 1000;
  const sockets = new Set<Socket>();
  const admitted = new Set<string>();
  const last: DeliveredMail[] = [];
  let count = 0;

  function accept(socket: Socket, port: number): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const waits = faults.admission();
    if (waits === 0) admit(socket, port);
    else
      socket.once(
        'close',
        clock.after(waits, () => admit(socket, port)),
      );
  }

  function admit(socket: Socket, port: number): void {
    const source = socket.remoteAddress ?? '';
    const serving = servingConnector(settings.connectors.filter(isOurs), source, { address: settings.address, port });
    if (!serving || faults.refusal !== null) {
      closeAfter(socket, faults.refusal ?? noConnectorReply, clock);
      return;
    }
    const connector: LabConnectorText = { ...serving, ...(admitted.has(source) ? noLimits : {}) };
    const refusal = counter.enter(connector, source);
    if (refusal !== null) {
      closeAfter(socket, refusal, clock);
      return;
    }
    freeWhenOver(socket, () => counter.leave(connector, source));
    // Exchange 2010 delays its acknowledgement; from 2013 on MaxAcknowledgementDelay is shown and ignored.
    const waitsForDelivery = hub.adminDisplayVersion.startsWith('Version 14.');
    serveSession(socket, {
      clock,
      fqdn: hub.fqdn,
      acceptedDomains: exchange.acceptedDomains,
      connector,
      mayRelay: hub.connectors.find((entry) => entry.guid === connector.Guid)?.mayRelay ?? false,
      users: settings.users ?? {},
      rate,
      faults,
      source,
      delivered(mail) {
        count += 1;
        const milliseconds = between(exchange.deliverySeconds);
        const copied = exchange.secondCopySeconds ? between(exchange.secondCopySeconds) : 0;
        queue.add(milliseconds);
        last.push(mail);
        if (last.length > kept) last.shift();
        settings.tracking.received({
          server: hub.server,
          connectorId: String(connector.Identity),
          clientIp: source,
          mail,
        });
        return waitsForDelivery
          ? { internalId: count, confirmedAfter: milliseconds, copiedAfter: 0 }
          : { internalId: count, confirmedAfter: 0, copiedAfter: copied };
      },
    });
  }

  const ports = [...new Set(hub.connectors.map((connector) => connector.port))];
  const servers: Server[] = [];
  try {
    for (const port of ports) servers.push(await listen(settings.address, port, (socket) => accept(socket, port)));
  } catch (error) {
    await Promise.all(servers.map(stop));
    throw error;
  }
  return {
    counter,
    async admitAll(source, open) {
      admitted.add(source);
      try {
        return await open();
      } finally {
        admitted.delete(source);
      }
    },
    delivered: () => ({ count, last }),
    queued: queue.length,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map(stop));
    },
  };
}

/** A session is over when the server has said its last or the connection is gone, whichever comes first. */
function freeWhenOver(socket: Socket, free: () => void): void {
  let isFree = false;
  const once = () => {
    if (!isFree) free();
    isFree = true;
  };
  socket.once('finish', once);
  socket.once('close', once);
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
