import { runBatch, runCall } from '../sql/batch';
import type { BatchResult } from '../sql/batch-result';
import type { SqlError, SqlServerModel, SqlSession } from '../sql/catalogue';
import { ByteReader } from './byte-reader';
import { packetType, type Message } from './packets';
import { readRpc, type RpcCall } from './rpc';
import { done, doneStatus, errorToken, infoToken, resultTokens, returnStatus, returnValue } from './tokens';
import type { TdsVersion } from './versions';

/** The answer's tokens, which are made one by one as they are sent, and the error that ended the run. */
export type Outcome = { tokens: Iterable<Buffer>; error: SqlError | null };

export type Request = {
  /** The SQL text, or the procedure's name. */
  text: string;
  /** `signal` stops what waits. */
  run(signal: AbortSignal): Promise<Outcome>;
};

/** From here on, an error is information. */
const leastErrorSeverity = 11;

/** A batch or a remote call. Throws RangeError on bytes that are neither. */
export function readRequest(
  { type, body }: Message,
  model: SqlServerModel,
  session: SqlSession,
  version: TdsVersion,
): Request {
  if (type === packetType.sqlBatch) {
    const reader = new ByteReader(body);
    reader.skipHeaders();
    const text = reader.rest().toString('utf16le');
    return {
      text,
      async run(signal) {
        const result = await runBatch(model, session, text, new Map(), signal);
        return { tokens: batchTokens(result, model.serverName, version), error: result.error };
      },
    };
  }
  if (type !== packetType.rpc) throw new RangeError(`The practice SQL Server does not take packets of type ${type}.`);
  const call = readRpc(body);
  const isText = call.procedure.toLowerCase() === 'sp_executesql';
  return {
    text: isText ? String(call.parameters[0]?.value ?? '') : call.procedure,
    async run(signal) {
      const result = await runCall(model, session, call.procedure, call.parameters, signal);
      return { tokens: callTokens(call, result, model.serverName, version), error: result.error };
    },
  };
}

const failed = ({ error }: BatchResult) => error !== null && error.severity >= leastErrorSeverity;

function* batchTokens(result: BatchResult, server: string, version: TdsVersion): Iterable<Buffer> {
  yield* statementTokens(result, 'done', server, version);
  yield done('done', failed(result) ? doneStatus.error : 0);
}

function* callTokens(call: RpcCall, result: BatchResult, server: string, version: TdsVersion): Iterable<Buffer> {
  yield* statementTokens(result, 'doneInProc', server, version);
  if (!failed(result)) {
    yield returnStatus(result.returnValue);
    for (const { name, type, isOutput } of call.parameters)
      if (isOutput) yield returnValue(name, type, result.variables.get(name.toLowerCase()) ?? null);
  }
  yield done('doneProc', failed(result) ? doneStatus.error : 0);
}

function* statementTokens(
  result: BatchResult,
  kind: 'done' | 'doneInProc',
  server: string,
  version: TdsVersion,
): Iterable<Buffer> {
  for (const entry of result.messages) yield infoToken(entry, server);
  for (const set of result.resultSets) {
    yield* resultTokens(set, version);
    yield done(kind, doneStatus.more | doneStatus.count, set.rows.length);
  }
  for (const rows of result.rowsAffected) yield done(kind, doneStatus.more | doneStatus.count, rows);
  if (!result.error) return;
  const { number, message } = result.error;
  yield failed(result) ? errorToken(result.error, server) : infoToken({ number, text: message }, server);
}
