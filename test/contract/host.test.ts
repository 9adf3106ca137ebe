import { expect, test } from 'vitest';
import { hostEngine, type EngineMessage } from '../../electron/engine/host';
import type { CallContext, Engine } from '../../electron/engine/types';
import type { Result } from '../../shared/result';

/** A host over an engine whose calls stay open until the test answers them. */
function host(changes: Partial<Engine> = {}) {
  const sent: EngineMessage[] = [];
  const open: { channel: string; input: unknown; context: CallContext; answer(result: Result<unknown>): void }[] = [];
  const receive = hostEngine(
    {
      call: (channel, input, context) => new Promise((answer) => open.push({ channel, input, context, answer })),
      close: () => Promise.resolve(),
      ...changes,
    },
    (message) => sent.push(message),
  );
  return { receive, sent, open };
}

/** Lets what is settled be sent. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a call is answered under its id, after its progress', async () => {
  const { receive, sent, open } = host();
  receive({ id: 'a', channel: 'runs.list', input: {} });
  expect(open[0]).toMatchObject({ channel: 'runs.list', input: {} });
  const progress = { text: 'Reading', done: 1, total: 2, counts: [] };
  open[0]?.context.progress(progress);
  open[0]?.answer({ ok: true, value: [] });
  await settle();
  expect(sent).toEqual([
    { id: 'a', progress },
    { id: 'a', result: { ok: true, value: [] } },
  ]);
});

test('a cancel aborts its own call alone; unknown and late ones do no harm', async () => {
  const { receive, open } = host();
  receive({ id: 'a', channel: 'runs.list', input: {} });
  receive({ id: 'b', channel: 'runs.list', input: {} });
  receive({ cancel: 'c' });
  receive({ cancel: 'a' });
  expect(open.map((each) => each.context.signal.aborted)).toEqual([true, false]);
  open[1]?.answer({ ok: true, value: [] });
  await settle();
  receive({ cancel: 'b' });
  expect(open[1]?.context.signal.aborted).toBe(false);
});

test('an engine that throws is answered with a problem', async () => {
  const { receive, sent } = host({ call: () => Promise.reject(new Error('out of memory')) });
  receive({ id: 'a', channel: 'runs.list', input: {} });
  await settle();
  expect(sent).toMatchObject([
    { id: 'a', result: { ok: false, error: { code: 'unexpected', detail: 'out of memory' } } },
  ]);
});

test('what is no request is dropped', async () => {
  const { receive, sent, open } = host();
  for (const message of [undefined, null, 7, 'close', {}, { close: false }, { id: 1, channel: 'x', input: {} }]) {
    receive(message);
  }
  receive({ id: 'a', channel: 'runs.list', input: {}, more: true });
  await settle();
  expect([open, sent]).toEqual([[], []]);
});

test('close is answered when the engine has closed, and also when closing failed', async () => {
  let finish: () => void = () => undefined;
  const slow = host({ close: () => new Promise((resolve) => (finish = resolve)) });
  slow.receive({ close: true });
  await settle();
  expect(slow.sent).toEqual([]);
  finish();
  await settle();
  expect(slow.sent).toEqual([{ closed: true }]);

  const failing = host({ close: () => Promise.reject(new Error('disk full')) });
  failing.receive({ close: true });
  await settle();
  expect(failing.sent).toEqual([{ closed: true }]);
});
