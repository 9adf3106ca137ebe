import { describe, expect, test } from 'vitest';
import { contract, type Channel } from '../../shared/contract';
import type { Result } from '../../shared/result';
import { border } from '../support/border';

const channels = Object.keys(contract) as Channel[];
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

describe.each(channels)('%s', (channel) => {
  test('is refused to a sender that is not the page', async () => {
    const { dispatcher, reached, clipboard } = border();
    expect(codeOf(await dispatcher.call(false, { channel, input: {}, callId: 'a' }))).toBe('border/sender');
    expect([reached, clipboard]).toEqual([[], []]);
  });

  test.each([
    ['an unknown key', { surprise: 1 }],
    ['no object', 'text'],
    ['null', null],
    ['nothing', undefined],
  ])('refuses %s as input, in an envelope, and goes no further', async (_name, input) => {
    const { dispatcher, reached, clipboard } = border();
    const result = await dispatcher.call(true, { channel, input, callId: 'a' });
    expect(codeOf(result)).toBe('border/input');
    expect(result).toMatchObject({
      error: { title: 'The input cannot be used.', hint: 'Correct the input and try again.' },
    });
    expect([reached, clipboard]).toEqual([[], []]);
  });
});

test('the channels are the ones that were agreed', () => {
  expect(channels).toEqual(expect.arrayContaining(['app.info', 'clipboard.write', 'runs.list', 'plan', 'apply']));
});

test.each([
  ['an unknown channel', { channel: 'files.read', input: {}, callId: 'a' }],
  ['a name every object has', { channel: 'constructor', input: {}, callId: 'a' }],
  ['a prototype', { channel: '__proto__', input: {}, callId: 'a' }],
  ['a further key', { channel: 'runs.list', input: {}, callId: 'a', more: 1 }],
  ['an empty call id', { channel: 'runs.list', input: {}, callId: '' }],
  ['a call id with other characters', { channel: 'runs.list', input: {}, callId: 'a b' }],
  ['a call id of 65 characters', { channel: 'runs.list', input: {}, callId: 'a'.repeat(65) }],
  ['no call id', { channel: 'runs.list', input: {} }],
  ['nothing at all', undefined],
])('%s is no request', async (_name, request) => {
  const { dispatcher, reached } = border();
  expect(codeOf(await dispatcher.call(true, request))).toBe('border/request');
  expect(reached).toEqual([]);
});

test('app.info and clipboard.write are answered without the engine', async () => {
  const { dispatcher, reached, clipboard } = border();
  expect(await dispatcher.call(true, { channel: 'app.info', input: {}, callId: 'a' })).toEqual({
    ok: true,
    value: { version: '0.1.0', runtime: 'Electron 25.1.1', platform: 'linux' },
  });
  const copied = await dispatcher.call(true, { channel: 'clipboard.write', input: { text: 'Get-Help' }, callId: 'b' });
  expect(copied).toEqual({ ok: true, value: {} });
  expect([clipboard, reached]).toEqual([['Get-Help'], []]);
});

test('text for the clipboard is bounded at 200,000 characters', async () => {
  const { dispatcher, clipboard } = border();
  const write = (length: number) =>
    dispatcher.call(true, { channel: 'clipboard.write', input: { text: 'x'.repeat(length) }, callId: 'a' });
  expect(codeOf(await write(200_001))).toBe('border/input');
  expect(clipboard).toEqual([]);
  expect(codeOf(await write(200_000))).toBe('ok');
});

test('a clipboard that fails becomes an envelope', async () => {
  const { dispatcher } = border({
    writeClipboard: () => {
      throw new Error('no clipboard');
    },
  });
  const result = await dispatcher.call(true, { channel: 'clipboard.write', input: { text: 'x' }, callId: 'a' });
  expect(result).toMatchObject({ ok: false, error: { code: 'unexpected', detail: 'no clipboard' } });
});

test('everything else is forwarded with its parsed input, and the engine’s problem comes back as it is', async () => {
  const { dispatcher, reached } = border();
  const result = await dispatcher.call(true, { channel: 'runs.open', input: { runId: 'r1' }, callId: 'a' });
  expect(reached).toEqual([{ channel: 'runs.open', input: { runId: 'r1' } }]);
  expect(codeOf(result)).toBe('run/none-open');
});

test('an engine that throws or answers in the wrong shape becomes an envelope', async () => {
  const request = { channel: 'runs.list', input: {}, callId: 'a' };
  const throwing = border({ engine: { call: () => Promise.reject(new Error('broken pipe')) } });
  expect(await throwing.dispatcher.call(true, request)).toMatchObject({
    ok: false,
    error: { code: 'unexpected', detail: 'broken pipe' },
  });
  const wrong = border({ engine: { call: () => Promise.resolve({ ok: true, value: [{ secret: 'x' }] }) } });
  const result = await wrong.dispatcher.call(true, request);
  expect(codeOf(result)).toBe('unexpected');
  expect(result).not.toHaveProperty('value');
});

test('progress reaches the page under the call’s own id', async () => {
  const update = { text: 'Sending', done: 3, total: 10, counts: [{ name: 'Sent', value: 3 }] };
  const { dispatcher, sent } = border({
    engine: {
      call(_channel, _input, context) {
        context.progress(update);
        return Promise.resolve({ ok: true, value: [] });
      },
    },
  });
  await dispatcher.call(true, { channel: 'runs.list', input: {}, callId: 'seventh' });
  expect(sent).toEqual([{ callId: 'seventh', progress: update }]);
});

test('a cancel ends its own call alone, and a call id is taken once at a time', async () => {
  const signals = new Map<string, AbortSignal>();
  const { dispatcher } = border({
    engine: {
      call: (channel, _input, { signal }) =>
        new Promise((answer) => {
          signals.set(channel, signal);
          signal.addEventListener('abort', () => answer({ ok: true, value: [] }), { once: true });
        }),
    },
  });
  const first = dispatcher.call(true, { channel: 'runs.list', input: {}, callId: 'one' });
  void dispatcher.call(true, { channel: 'connectors.read', input: {}, callId: 'two' });
  expect(codeOf(await dispatcher.call(true, { channel: 'accounts.read', input: {}, callId: 'one' }))).toBe(
    'border/call-id',
  );
  for (const nonsense of [undefined, 7, {}, 'three']) dispatcher.cancel(nonsense);
  expect([...signals.values()].map((signal) => signal.aborted)).toEqual([false, false]);
  dispatcher.cancel('one');
  expect(codeOf(await first)).toBe('ok');
  expect([signals.get('runs.list')?.aborted, signals.get('connectors.read')?.aborted]).toEqual([true, false]);
});
