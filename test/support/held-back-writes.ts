import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Lab } from '../../electron/engine/practice/lab';

export type HeldBackWrites = {
  /** The lab's cmdlets, which reach it through here. */
  cmdletModule: string;
  /** When the first write has come as far as this. */
  arrived: Promise<void>;
  /** Lets what was held back go on to the lab, whether its client still lives or not, once the connector was read without it. */
  landAfterReading(): void;
  close(): void;
};

/** A stretch of network between PowerShell and the practice hub, on which writes are held back. */
export async function holdBackWrites({ addresses, cmdletModule }: Lab): Promise<HeldBackWrites> {
  const there = `@('${addresses.hub}', 2580)`;
  if (!cmdletModule.includes(there)) throw new Error('The module says elsewhere where the lab is.');
  let isHolding = true;
  let landsAfterReading = false;
  const held: (() => void)[] = [];
  let tell: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (tell = resolve));

  const server = createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (line: Buffer) => {
      const { cmdlet, isWrite } = askedBy(String(line));
      if (landsAfterReading && cmdlet === 'Get-ReceiveConnector') {
        pass(client, line).once('end', land);
        return;
      }
      if (!isHolding || !isWrite) {
        pass(client, line);
        return;
      }
      held.push(() => pass(client, line));
      tell();
    });
  });
  function pass(client: Socket, line: Buffer): Socket {
    const hub = connect({ host: addresses.hub, port: 2580 });
    hub.on('error', () => undefined);
    hub.write(line);
    hub.pipe(client);
    return hub;
  }
  function land(): void {
    isHolding = false;
    for (const go of held.splice(0)) go();
  }
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    cmdletModule: cmdletModule.replace(there, `@('127.0.0.1', ${port})`),
    arrived,
    landAfterReading: () => (landsAfterReading = true),
    close: () => void server.close(),
  };
}

/** The cmdlet, and whether it is only asked what it would do, come first. */
function askedBy(line: string) {
  const [cmdlet = '', whatIf = ''] = line.split('\t').map((field) => Buffer.from(field, 'base64').toString());
  return { cmdlet, isWrite: cmdlet.startsWith('Set-') && whatIf === 'False' };
}
