import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { runBatch, runCall, type BatchResult } from '../sql/batch';
import { SqlError, type SqlServerModel, type SqlSession } from '../sql/catalogue';
import { ByteReader } from './byte-reader';
import { preloginAnswer, readLogin } from './login';
import { createMessageReader, packetType, toPackets, type Message } from './packets';
import { readRpc } from './rpc';
import {
  done,
  doneStatus,
  errorToken,
  infoToken,
  loginTokens,
  resultTokens,
  returnStatus,
  returnValue,
} from './tokens';

export type TdsServer = { host: string; port: number; sessions(): readonly SqlSession[]; close(): Promise<void> };

const firstSpid = 51;

/** The practice SQL Server's front: speaks TDS 7.4 without encryption to one client a socket. */
export async function startTdsServer(settings: {
  host: string;
  port: number;
  model: SqlServerModel;
}): Promise<TdsServer> {
  const { host, port, model } = settings;
  const sockets = new Set<Socket>();
  const sessions = new Map<number, SqlSession>();
  let nextSpid = firstSpid;

  const server = createServer((socket) => {
    const spid = nextSpid++;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      sessions.delete(spid);
    });
    serveClient(socket, model, spid, sessions);
  });
  server.listen({ host, port });
  await once(server, 'listening');

  return {
    host,
    port,
    sessions: () => [...sessions.values()],
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function serveClient(socket: Socket, model: SqlServerModel, spid: number, sessions: Map<number, SqlSession>): void {
  let packetSize = 4096;
  let working: Promise<void> = Promise.resolve();
  const answer = (body: Buffer) => {
    if (!socket.destroyed) socket.write(toPackets(packetType.response, body, packetSize));
  };

  function logIn(body: Buffer): void {
    const login = readLogin(body);
    try {
      const { isSysadmin } = model.login(login.user, login.password);
      const database = login.database === '' ? 'master' : login.database;
      sessions.set(spid, {
        spid,
        login: login.user,
        isSysadmin,
        programName: login.programName,
        hostName: login.hostName,
      });
      answer(loginTokens(model.serverName, productVersion(model), database, login.packetSize));
      packetSize = login.packetSize;
    } catch (error) {
      answer(Buffer.concat([errorToken(asSqlError(error), model.serverName), done('done', doneStatus.error)]));
      socket.end();
    }
  }

  async function take({ type, body }: Message): Promise<void> {
    if (type === packetType.prelogin) {
      answer(preloginAnswer(productVersion(model)));
      return;
    }
    if (type === packetType.login7) {
      logIn(body);
      return;
    }
    const session = sessions.get(spid);
    if (!session) throw new Error('Nobody is signed in on this connection.');
    if (type === packetType.attention) {
      answer(done('done', doneStatus.attention));
      return;
    }
    if (type === packetType.sqlBatch) {
      answer(await batchAnswer(model, session, body));
      return;
    }
    if (type === packetType.rpc) {
      answer(await callAnswer(model, session, body));
      return;
    }
    throw new Error(`The practice SQL Server does not take packets of type ${type}.`);
  }

  const read = createMessageReader((message) => {
    // One request after the other; bytes that make no sense end the connection.
    working = working.then(() => take(message)).catch(() => void socket.destroy());
  });
  socket.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      socket.destroy();
    }
  });
}

async function batchAnswer(model: SqlServerModel, session: SqlSession, body: Buffer): Promise<Buffer> {
  const reader = new ByteReader(body);
  reader.skipHeaders();
  const result = await runBatch(model, session, reader.rest().toString('utf16le'));
  return Buffer.concat([...statementTokens(model, result, 'done'), done('done', result.error ? doneStatus.error : 0)]);
}

async function callAnswer(model: SqlServerModel, session: SqlSession, body: Buffer): Promise<Buffer> {
  const call = readRpc(body);
  const result = await runCall(model, session, call.procedure, call.parameters);
  const outputs = call.parameters.filter((parameter) => parameter.isOutput);
  return Buffer.concat([
    ...statementTokens(model, result, 'doneInProc'),
    ...(result.error ? [] : [returnStatus(result.returnValue)]),
    ...(result.error
      ? []
      : outputs.map((parameter) =>
          returnValue(parameter.name, parameter.type, result.variables.get(parameter.name.toLowerCase()) ?? null),
        )),
    done('doneProc', result.error ? doneStatus.error : 0),
  ]);
}

function statementTokens(model: SqlServerModel, result: BatchResult, kind: 'done' | 'doneInProc'): Buffer[] {
  return [
    ...result.messages.map((entry) => infoToken(entry, model.serverName)),
    ...result.resultSets.flatMap((set) => [
      resultTokens(set),
      done(kind, doneStatus.more | doneStatus.count, set.rows.length),
    ]),
    ...(result.error ? [errorToken(result.error, model.serverName)] : []),
  ];
}

const productVersion = (model: SqlServerModel) => String(model.properties.ProductVersion ?? '10.50.0.0');

function asSqlError(error: unknown): SqlError {
  return error instanceof SqlError
    ? error
    : new SqlError(50_000, error instanceof Error ? error.message : String(error));
}
