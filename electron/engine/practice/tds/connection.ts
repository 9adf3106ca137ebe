import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { SqlError, type SqlServerModel, type SqlSession } from '../sql/catalogue';
import { readLogin, type Login } from './login';
import { createMessageReader, packetType, sendMessage, type Message } from './packets';
import { agreeOnEncryption, preloginAnswer, readEncryption } from './prelogin';
import { createRequestQueue, type RequestQueue } from './request-queue';
import { readRequest } from './requests';
import { createSignIn, refused } from './sign-in';
import { done, doneStatus, errorToken, loginTokens, sspiToken } from './tokens';
import { openTunnel, type Tunnel } from './tunnel';
import { commonVersion, newestVersion } from './versions';
import type { SqlWire } from './wire';

/** What all connections to a server share. */
type Front = {
  model: SqlServerModel;
  wire: SqlWire;
  /** Numbers the server's requests. */
  nextRequest(): number;
  /** Somebody has signed in. */
  opened(session: SqlSession): void;
  /** That session is over, and nothing of it runs any more. */
  closed(session: SqlSession): void;
};

const firstPacketBytes = 4096;
const mostBytesBeforeSignIn = 64 * 1024;
const mostMessageBytes = 8 * 1024 * 1024;

/** Serves one client: PRELOGIN, TLS if both want it, sign-in, requests. Bytes that make no sense end the connection. */
export function serveConnection(socket: Socket, spid: number, front: Front): void {
  const { model, wire, nextRequest, opened, closed } = front;
  const productVersion = String(model.properties.ProductVersion);
  const signIn = createSignIn(model, wire);
  let stream: Duplex = socket;
  let tunnel: Tunnel | null = null;
  let packetSize = firstPacketBytes;
  let login: Login | null = null;
  let queue: RequestQueue | null = null;
  let take = takePrelogin;

  const reader = createMessageReader(
    (message) => take(message),
    () => (queue ? mostMessageBytes : mostBytesBeforeSignIn),
  );
  const send = (tokens: Iterable<Buffer>) => sendMessage(stream, packetType.response, tokens, packetSize);

  function need(message: Message, type: number): Buffer {
    if (message.type !== type) throw new RangeError(`A packet of type ${message.type} out of turn.`);
    return message.body;
  }

  function takePrelogin(message: Message): void {
    const asked = readEncryption(need(message, packetType.prelogin));
    const { answer, encrypted, isRefused } = agreeOnEncryption(wire.encryption ?? 'off', asked);
    take = takeLogin;
    void send([preloginAnswer(productVersion, answer)]);
    if (isRefused) socket.end();
    else if (encrypted !== 'nothing' && wire.tls) openTls(wire.tls, encrypted === 'login');
  }

  function openTls(tls: NonNullable<SqlWire['tls']>, isLoginOnly: boolean): void {
    const made = openTunnel(socket, tls, isLoginOnly, (plain) => {
      // With login-only encryption the server answers in plain from the first byte.
      if (!isLoginOnly) stream = plain;
      plain.on('data', (bytes: Buffer) => {
        guard(() => {
          reader.take(bytes);
          if (isLoginOnly && tunnel && reader.atBoundary) leaveTls(tunnel);
        });
      });
      const lost = () => tunnel && socket.destroy();
      plain.on('error', lost);
      plain.on('close', lost);
    });
    tunnel = made;
  }

  /** Behind the first packet of LOGIN7 all is plain again. */
  function leaveTls(left: Tunnel): void {
    tunnel = null;
    reader.take(left.leave());
  }

  function takeLogin(message: Message): void {
    const asked = readLogin(need(message, packetType.login7));
    login = asked;
    proceed(() => {
      const begun = signIn.begin(asked);
      if (!Buffer.isBuffer(begun)) return admit(asked, begun);
      take = takeAnswer;
      void send([sspiToken(begun)]);
    });
  }

  function takeAnswer(message: Message): void {
    const answer = need(message, packetType.sspi);
    const asked = login;
    if (asked) proceed(() => admit(asked, signIn.finish(answer)));
  }

  function admit(asked: Login, identity: ReturnType<typeof signIn.finish>): void {
    const { hostName, programName } = asked;
    const database = asked.database === '' ? 'master' : asked.database;
    if (!model.databases.has(database.toLowerCase()))
      throw new SqlError(4060, `Cannot open database "${database}" requested by the login. The login failed.`, 11);
    const tdsVersion = commonVersion(asked.tdsVersion, wire.tdsVersion ?? newestVersion(productVersion));
    const session = { spid, programName, hostName, loginTime: model.now(), ...identity };
    const requests = createRequestQueue({
      serverName: model.serverName,
      read: (message) => readRequest(message, model, session, tdsVersion),
      faultOf: (text) => wire.onRequest?.(text, nextRequest()),
      send,
      end: () => void stream.end(),
      drop: () => void socket.destroy(),
    });
    queue = requests;
    opened(session);
    socket.once('close', () => void requests.close().then(() => closed(session)));
    take = (message) => requests.take(message);
    const server = model.serverName;
    void send([loginTokens({ server, productVersion, tdsVersion, database, packetSize: asked.packetSize })]);
    packetSize = asked.packetSize;
  }

  /** A sign-in that fails is answered, and the connection ends. */
  function proceed(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      const errors = error.number === 4060 ? [error, refused(login?.user ?? '')] : [error];
      take = () => undefined;
      const tokens = errors.map((each) => errorToken(each, model.serverName));
      void send([...tokens, done('done', doneStatus.error)]).then(() => stream.end());
    }
  }

  function guard(act: () => void): void {
    try {
      act();
    } catch {
      socket.destroy();
    }
  }

  socket.on('data', (bytes: Buffer) => guard(() => (tunnel ? tunnel.receive(bytes) : reader.take(bytes))));
}
