import { expect, test } from 'vitest';
import type { Dispatcher } from '../../electron/ipc/dispatch';
import { knownSecrets } from '../../electron/ipc/known-secrets';
import { traced, type TracedCall } from '../../electron/ipc/traced';
import type { Result } from '../../shared/result';
import { canary, canaryIn } from '../support/canary';

/** A traced border whose far side answers this; each look at the clock is 40 ms later. */
function tracing(answer: Result<unknown>) {
  const lines: TracedCall[] = [];
  const cancelled: unknown[] = [];
  const plain: Dispatcher = { call: () => Promise.resolve(answer), cancel: (callId) => cancelled.push(callId) };
  const secrets = knownSecrets();
  let time = 0;
  const dispatcher = traced(plain, { secrets, write: (line) => lines.push(line), now: () => (time += 40) });
  return { dispatcher, lines, secrets, cancelled };
}

const check = { channel: 'connect.check', input: { connection: {}, sqlPassword: canary }, callId: 'a' };

test('a call is written down with what was asked, how it ended and how long it took, and not what was answered', async () => {
  const { dispatcher, lines } = tracing({ ok: true, value: { name: 'a run' } });
  const request = { channel: 'runs.open', input: { runId: 'r1' }, callId: 'a' };
  expect(await dispatcher.call(true, request)).toEqual({ ok: true, value: { name: 'a run' } });
  expect(lines).toEqual([{ call: 'runs.open', input: { runId: 'r1' }, ended: 'ok', milliseconds: 40 }]);
});

test('a secret is in no line, and the answer’s problem goes on without it', async () => {
  const said = `Login failed for ${canary} (${Buffer.from(canary, 'utf16le').toString('base64')}).`;
  const { dispatcher, lines, secrets } = tracing({
    ok: false,
    error: { code: 'sql/login-failed', title: 'Refused.', detail: said, hint: 'Check it.' },
  });
  expect(await dispatcher.call(true, check)).toEqual({
    ok: false,
    error: {
      code: 'sql/login-failed',
      title: 'Refused.',
      detail: 'Login failed for [secret] ([secret]).',
      hint: 'Check it.',
    },
  });
  expect(lines).toEqual([
    {
      call: 'connect.check',
      input: { connection: {}, sqlPassword: '[secret]' },
      ended: 'sql/login-failed',
      title: 'Refused.',
      milliseconds: 40,
    },
  ]);
  expect(secrets.scrub(`later: ${canary}`)).toBe('later: [secret]');
});

test('a secret of an answer is known from then on', async () => {
  const { dispatcher, lines, secrets } = tracing({ ok: true, value: { connection: {}, sqlPassword: canary } });
  const answer = await dispatcher.call(true, { channel: 'connect.suggest', input: {}, callId: 'a' });
  expect(answer).toEqual({ ok: true, value: { connection: {}, sqlPassword: canary } });
  expect(canaryIn(JSON.stringify(lines))).toEqual([]);
  expect(canaryIn(secrets.scrub(canary))).toEqual([]);
});

test.each([
  ['from elsewhere', false, check],
  ['with another name', true, { ...check, channel: canary }],
  ['with a name every object has', true, { ...check, channel: 'constructor' }],
  ['without anything', true, undefined],
])('a request %s leaves no more than its refusal', async (_name, trusted, request) => {
  const refused = { code: 'border/request', title: 'Refused.', detail: 'd', hint: 'h' };
  const { dispatcher, lines } = tracing({ ok: false, error: refused });
  await dispatcher.call(trusted, request);
  expect(lines).toEqual([{ call: 'refused', ended: 'border/request', title: 'Refused.', milliseconds: 40 }]);
});

test('a cancel goes on as it is', () => {
  const { dispatcher, cancelled } = tracing({ ok: true, value: null });
  dispatcher.cancel('one');
  expect(cancelled).toEqual(['one']);
});
