import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** What a scripted server answers: a reply without its line break, null for nothing, or whatever it does itself. */
type Answer = string | null | Promise<string | null>;

type ScriptSession = {
  /** From 1, in the order of connecting. */
  number: number;
  socket: Socket;
  /** Mails taken from this session. */
  mails: number;
};

/**
 * What it says to this line of the client ('' on connect, '.' at the end of a mail); undefined for what a polite server
 * says.
 */
export type Script = (line: string, session: ScriptSession) => Answer | undefined;

export type ScriptedServer = {
  port: number;
  connections(): number;
  /** Sockets that are still there. */
  open(): number;
  /** Most sessions at once: for a server one is over when it has said its last. */
  mostOpen(): number;
  /** Mails taken, as received. */
  mails: string[];
  /** Every command line received, in order. */
  lines: string[];
};

const polite: Readonly<Record<string, string>> = {
  EHLO: '250-test.example Hello\r\n250 8BITMIME',
  MAIL: '250 2.1.0 Sender OK',
  RCPT: '250 2.1.5 Recipient OK',
  DATA: '354 Start mail input; end with <CRLF>.<CRLF>',
  QUIT: '221 2.0.0 Service closing transmission channel',
};

/** An SMTP server on 127.0.0.1 that does what the test says, and is polite otherwise. @param tls offers STARTTLS with it */
export async function startScript(
  script: Script = () => undefined,
  tls?: SecureContextOptions,
): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const sessions = new Set<Socket>();
  const mails: string[] = [];
  const lines: string[] = [];
  let [connections, mostOpen] = [0, 0];

  function serve(socket: Socket, session: ScriptSession): void {
    let [rest, mail] = ['', null as string[] | null];
    const say = async (line: string, usual: string) => {
      const answer = script(line, session);
      const reply = answer === undefined ? usual : await answer;
      if (reply !== null && socket.writable) socket.write(`${reply}\r\n`, 'latin1');
      if (reply?.startsWith('221') || reply?.startsWith('421')) socket.end();
    };
    const take = async (line: string) => {
      if (mail && line === '.') {
        mails.push(mail.join('\n'));
        mail = null;
        session.mails += 1;
        await say('.', '250 2.6.0 Queued mail for delivery');
      } else if (mail) mail.push(line);
      else {
        lines.push(line);
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'DATA') mail = [];
        if (line === 'STARTTLS' && tls) {
          socket.write('220 2.0.0 SMTP server ready\r\n');
          socket.removeAllListeners('data');
          const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(tls) });
          secure.on('error', () => undefined);
          serve(secure, session);
        } else
          await say(
            line,
            tls && verb === 'EHLO' ? offersOf(socket) : (polite[verb] ?? '500 5.3.3 Unrecognized command'),
          );
        if (verb === 'DATA' && !socket.writable) mail = null;
      }
    };
    let turn = Promise.resolve();
    socket.on('data', (chunk) => {
      rest += String(chunk);
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        turn = turn.then(() => take(line));
      }
    });
    if (!(socket instanceof TLSSocket)) void say('', '220 test.example ready');
  }

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    sessions.add(socket);
    mostOpen = Math.max(mostOpen, sessions.size);
    socket.on('error', () => undefined);
    socket.once('finish', () => sessions.delete(socket));
    socket.once('close', () => {
      sessions.delete(socket);
      sockets.delete(socket);
    });
    serve(socket, { number: connections, socket, mails: 0 });
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 });
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => sockets.size,
    mostOpen: () => mostOpen,
    mails,
    lines,
  };
}

const offersOf = (socket: Socket) =>
  socket instanceof TLSSocket
    ? '250-test.example Hello\r\n250 AUTH LOGIN PLAIN'
    : '250-test.example Hello\r\n250 STARTTLS';
