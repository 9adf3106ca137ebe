import { setTimeout as pause } from 'node:timers/promises';
import { SqlError } from '../sql/catalogue';
import { packetType, type Message } from './packets';
import type { Outcome, Request } from './requests';
import { done, doneStatus, errorToken, resetToken } from './tokens';
import type { SqlFault } from './wire';

/** One signed-in client's requests, one after the other; an attention overtakes. */
export type RequestQueue = {
  /** Throws where the client sends more than any driver would. */
  take(message: Message): void;
  /** The client is gone: stops what runs, and returns when it has stopped. */
  close(): Promise<void>;
};

/** Requests and attentions that may wait; drivers send one at a time, and one attention after it. */
const mostWaiting = 4;
/** From here on, an error ends the connection. */
const fatalSeverity = 20;

/** The answer of a session that KILL has ended. */
function killed(server: string): Outcome {
  const error = new SqlError(596, 'Cannot continue the execution because the session is in the kill state.', 21);
  return { tokens: [errorToken(error, server), done('done', doneStatus.error)], error };
}

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
  /** Of the requests that are not yet answered. */
  const cancels = new Set<AbortController>();
  const cancelAll = () => cancels.forEach((cancel) => cancel.abort());

  async function answer(message: Message, cancelled: AbortSignal): Promise<void> {
    if (message.isIgnored) {
      await client.send([done('done', doneStatus.error)]);
      return;
    }
    const request = client.read(message);
    const fault = client.faultOf(request.text);
    if (fault === 'drop-before') {
      client.drop();
      return;
    }
    const keepsOn = typeof fault === 'object' && 'keepsOnMs' in fault;
    const signal = keepsOn ? new AbortController().signal : cancelled;
    if (fault === 'hang') await aborted(signal);
    if (typeof fault === 'object')
      await pause(keepsOn ? fault.keepsOnMs : fault.delayMs, undefined, { signal }).catch(() => undefined);
    const run = () => (fault === 'kill' ? killed(client.serverName) : request.run(signal));
    const ran = signal.aborted ? null : await Promise.race([run(), aborted(signal)]);
    if (fault === 'drop-after') {
      client.drop();
      return;
    }
    await client.send(whole(message, ran?.tokens ?? [done('done', doneStatus.error)], signal));
    if ((ran?.error?.severity ?? 0) >= fatalSeverity) client.end();
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
        cancelAll();
        enqueue(() => client.send([done('done', doneStatus.attention)]));
        return;
      }
      const cancel = new AbortController();
      cancels.add(cancel);
      enqueue(() => answer(message, cancel.signal).finally(() => cancels.delete(cancel)));
    },
    close() {
      cancelAll();
      return last;
    },
  };
}

/** The response's tokens; cut short after a whole token once the request is cancelled. */
function* whole(message: Message, tokens: Iterable<Buffer>, signal: AbortSignal): Iterable<Buffer> {
  if (message.resetsConnection) yield resetToken();
  for (const token of tokens) {
    if (signal.aborted) {
      yield done('done', doneStatus.error);
      return;
    }
    yield token;
  }
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
