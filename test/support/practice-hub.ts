import { onTestFinished } from 'vitest';
import { createLabClock, type LabClock } from '../../electron/engine/practice/clock';
import { newConnectorText } from '../../electron/engine/practice/exchange/new-connector';
import { createTrackingLog } from '../../electron/engine/practice/exchange/tracking-log';
import type { LabAddresses } from '../../electron/engine/practice/lab-addresses';
import { articleScenario } from '../../electron/engine/practice/scenarios/article';
import type { SmtpFaults } from '../../electron/engine/practice/smtp/faults';
import { startFrontEnd, type FrontEnd } from '../../electron/engine/practice/smtp/front-end';
import { smtpSession, type SmtpSession } from './smtp-session';

export type PracticeHub = {
  clock: LabClock;
  frontEnd: FrontEnd;
  addresses: LabAddresses;
  /** A session from the SQL Server to the relay connector; another source where named. */
  session(from?: string, port?: number): Promise<SmtpSession>;
  /** Changes an attribute of the relay connector, whatever the cmdlet would say. */
  set(name: string, value: string): void;
  disable(connector: string): void;
};

/** The article's hub by itself, without the SQL Server, its relay connector's attributes replaced by `attributes`, with what goes wrong on it. */
export async function startHub(
  attributes: Record<string, string> = {},
  factor = 20,
  faults: SmtpFaults = {},
): Promise<PracticeHub> {
  const clock = createLabClock(Date.UTC(2013, 4, 6, 9, 30, 0), factor);
  const third = 1 + Math.floor(Math.random() * 254);
  // Outside 127.64 to 127.127, where whole labs are.
  const network = `127.${1 + (process.pid % 60)}.${third}`;
  const { exchange } = articleScenario;
  const [hub] = exchange.hubs;
  const addresses = {
    hub: `${network}.10`,
    hubs: { [hub.server]: `${network}.10` },
    sqlServer: `${network}.20`,
    otherServer: `${network}.30`,
    workstation: `${network}.40`,
  };
  const connectors = hub.connectors.map((connector) =>
    newConnectorText(articleScenario, hub, connector, addresses, new Date(clock.now())),
  );
  const relay = connectors.find((connector) => connector.Name === 'Relay SQL Server') ?? {};
  Object.assign(relay, attributes);
  const tracking = createTrackingLog(() => new Date(clock.now()));
  const frontEnd = await startFrontEnd({
    clock,
    exchange,
    hub,
    tracking,
    connectors,
    address: addresses.hub,
    seed: 7,
    faults,
  });
  onTestFinished(() => frontEnd.close());
  return {
    clock,
    frontEnd,
    addresses,
    session: (from = addresses.sqlServer, port = 2525) => smtpSession(addresses.hub, port, from),
    set: (name, value) => void Object.assign(relay, { [name]: value }),
    disable(name) {
      for (const connector of connectors) if (connector.Name === name) connector.Enabled = 'False';
    },
  };
}
