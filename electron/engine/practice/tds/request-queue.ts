import { SqlError } from '../sql/catalogue';
import type { BatchResult } from '../sql/batch';
import { packetType, type Message } from './packets';
import type { Request } from './requests';
import { done, doneStatus, errorToken, resetToken } from './tokens';
import type { SqlFault } from './wire';

/** One signed-in client's requests, one after the other; an attention overtakes. */
export type RequestQueue = {
  /** Throws where the client sends more than any driver would. */
  take(message: Message): void;
  /** The client is gone: stops what runs. */
  close(): void;
};

/** Requests and attentions that may wait; drivers send one at a time, and one attention after it. */
const mostWaiting = 4;
/** From here on, an error ends the connection. */
const fatalSeverity = 20;

const killed = () => new SqlError(596, 'Cannot continue the execution because the session is in the kill state.', 21);

export function createRequestQueue(client: {
  serverName: string;
  /** Throws on bytes that are no request. */
  read(message: Message): Request;
  faultOf(text: string): SqlFault | undefined;
  /** Sends one response. */
  send(tokens: Iterable<Buffer>): Promise<void>;
  /** Ends the connection when all is sent. */
  end(): void;
  /** Ends it at once. */
  drop(): void;
}): RequestQueue {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let running = new AbortController();

  async function answer(message: Message, signal: AbortSignal): Promise<void> {
    if (message.isIgnored) {
      await client.send([done('done', doneStatus.error)]);
      return;
    }
    const request = client.read(message);
    const fault = client.faultOf(request.text);
    if (fault === 'drop-before') return client.drop();
    if (fault === 'kill') return fail(killed());
    if (fault === 'hang') await aborted(signal);
    if (typeof fault === 'object') await Promise.race([elapsed(fault.delayMs), aborted(signal)]);
    const ran = signal.aborted ? null : await Promise.race([request.run(signal), aborted(signal)]);
    if (fault === 'drop-after') return client.drop();
    await client.send(whole(message, ran?.tokens ?? [], signal));
    if (isFatal(ran?.result)) client.end();
  }

  async function fail(error: SqlError): Promise<void> {
    await client.send([errorToken(error, client.serverName), done('done', doneStatus.error)]);
    client.end();
  }

  function enqueue(act: () => Promise<void>): void {
    if (waiting === mostWaiting) throw new RangeError('Too many requests at once.');
    waiting += 1;
    last = last
      .then(act)
      .catch(() => client.drop())
      .finally(() => (waiting -= 1));
  }

  return {
    take(message) {
      if (message.type === packetType.attention) {
        // The request's own response ends first, then comes the acknowledgement as a response of its own.
        running.abort();
        enqueue(() => client.send([done('done', doneStatus.attention)]));
        return;
      }
      enqueue(() => {
        running = new AbortController();
        return answer(message, running.signal);
      });
    },
    close: () => running.abort(),
  };
}

/** The response's tokens; cut short after a whole token once the request is cancelled. */
function* whole(message: Message, tokens: Iterable<Buffer>, signal: AbortSignal): Iterable<Buffer> {
  if (message.resetsConnection) yield resetToken();
  for (const token of tokens) {
    if (signal.aborted) break;
    yield token;
  }
  if (signal.aborted) yield done('done', doneStatus.error);
}

const isFatal = (result: BatchResult | undefined) => (result?.error?.severity ?? 0) >= fatalSeverity;

const elapsed = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
