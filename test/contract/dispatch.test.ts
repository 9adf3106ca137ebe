import { describe, expect, test } from 'vitest';
import { createDispatcher, type DispatchTargets } from '../../electron/ipc/dispatch';
import { knownSecrets } from '../../electron/ipc/known-secrets';
import { contract, type Channel, type Progress } from '../../shared/contract';
import type { Result } from '../../shared/result';
import { canary } from '../support/canary';

const channels = Object.keys(contract) as Channel[];
const runState = { ok: false, error: { code: 'run/none-open', title: 't', detail: 'd', hint: 'h' } } as const;

/** A border whose far side records what reaches it. */
function border(changes: Partial<DispatchTargets> = {}) {
  const reached: { channel: string; input: unknown }[] = [];
  const clipboard: string[] = [];
  const sent: { callId: string; progress: Progress }[] = [];
  const dispatcher = createDispatcher({
    engine: {
      call(channel, input) {
        reached.push({ channel, input });
        return Promise.resolve(runState);
      },
    },
    info: () => ({ version: '0.1.0', runtime: 'Electron 25.1.1', platform: 'linux' }),
    writeClipboard: (text) => clipboard.push(text),
    saveText: () => Promise.resolve(true),
    saveBytes: () => Promise.resolve(true),
    printPdf: () => Promise.resolve(new Uint8Array()),
    scrub: (text) => text,
    openText: () => Promise.resolve(null),
    progress: (callId, progress) => sent.push({ callId, progress }),
    ...changes,
  });
  return { dispatcher, reached, clipboard, sent };
}

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

describe('the dialogs of ladder.ps1', () => {
  const phase = 'before';
  const engineAnswering = (value: unknown) => {
    const asked: { channel: string; input: unknown }[] = [];
    const call: DispatchTargets['engine']['call'] = (channel, input) => {
      asked.push({ channel, input });
      return Promise.resolve({ ok: true, value });
    };
    return { asked, engine: { call } };
  };

  test('the engine makes the script, and main alone knows where it goes', async () => {
    const { asked, engine } = engineAnswering({ fileName: 'ladder.ps1', text: '# script' });
    const saved: [string, string][] = [];
    const { dispatcher } = border({ engine, saveText: (...file) => Promise.resolve(saved.push(file) === 1) });
    const request = { channel: 'ladder.saveScript', input: { phase }, callId: 'a' };
    expect(await dispatcher.call(true, request)).toEqual({ ok: true, value: { saved: true } });
    expect(asked).toEqual([{ channel: 'ladder.script', input: { phase } }]);
    expect(saved).toEqual([['ladder.ps1', '# script']]);
    expect(codeOf(await dispatcher.call(true, { ...request, input: { phase, path: '/etc/passwd' } }))).toBe(
      'border/input',
    );
  });

  test('an opened result goes to the engine as text; a dialog that was cancelled asks it nothing', async () => {
    const opened = { channel: 'ladder.openResult', input: { phase }, callId: 'a' };
    const cancelled = border();
    expect(await cancelled.dispatcher.call(true, opened)).toEqual({ ok: true, value: null });
    expect(cancelled.reached).toEqual([]);
    const { dispatcher, reached } = border({ openText: () => Promise.resolve('{"format":1}') });
    expect(codeOf(await dispatcher.call(true, opened))).toBe('run/none-open');
    expect(reached).toEqual([{ channel: 'ladder.import', input: { phase, text: '{"format":1}' } }]);
  });

  test('a plan file is saved with its fingerprint told, and opened as its own kind', async () => {
    const made = { fileName: 'relaytune-plan-r.json', text: '{}', fingerprint: '3f2a 91bc 07de' };
    const { asked, engine } = engineAnswering(made);
    const saved: [string, string][] = [];
    const { dispatcher } = border({ engine, saveText: (...file) => Promise.resolve(saved.push(file) > 1) });
    const input = { planId: 'p', ticket: 'CHG-1' };
    const save = { channel: 'planFile.save', input, callId: 'a' };
    expect(await dispatcher.call(true, save)).toEqual({
      ok: true,
      value: { saved: false, fingerprint: '3f2a 91bc 07de' },
    });
    expect(asked).toEqual([{ channel: 'planFile.text', input }]);
    expect(saved).toEqual([['relaytune-plan-r.json', '{}']]);
    const named = { ...save, input: { ...input, path: '/etc/passwd' } };
    expect(codeOf(await dispatcher.call(true, named))).toBe('border/input');

    const kinds: string[] = [];
    const reading = border({ openText: (to) => Promise.resolve(kinds.push(to) === 1 ? null : '{"format":1}') });
    const open = { channel: 'planFile.open', input: {}, callId: 'b' };
    expect(await reading.dispatcher.call(true, open)).toEqual({ ok: true, value: null });
    expect(reading.reached).toEqual([]);
    expect(codeOf(await reading.dispatcher.call(true, open))).toBe('run/none-open');
    expect(reading.reached).toEqual([{ channel: 'planFile.import', input: { text: '{"format":1}' } }]);
    expect(kinds).toEqual(['planFile.import', 'planFile.import']);
    expect(codeOf(await reading.dispatcher.call(true, { ...open, input: { path: '/etc/passwd' } }))).toBe(
      'border/input',
    );
  });

  test('a file that cannot be read is a problem, not an exception', async () => {
    const { dispatcher } = border({ openText: () => Promise.reject(new Error('EACCES')) });
    const result = await dispatcher.call(true, { channel: 'ladder.openResult', input: { phase }, callId: 'a' });
    expect(codeOf(result)).toBe('unexpected');
  });
});

describe('the report', () => {
  const made = { fileName: 'RelayTune-1.html', text: '<!doctype html>' };
  const reporting = (changes: Partial<DispatchTargets> = {}) => {
    const asked: unknown[] = [];
    const call: DispatchTargets['engine']['call'] = (channel, input) => {
      asked.push([channel, input]);
      return Promise.resolve({ ok: true, value: made });
    };
    const save = (kind: string, dispatcher = border({ engine: { call }, ...changes }).dispatcher) =>
      dispatcher.call(true, { channel: 'report.save', input: { kind }, callId: 'a' });
    return { asked, save };
  };

  test('is printed from the HTML where a PDF is wanted, and only once it is known where it goes', async () => {
    const printed: string[] = [];
    const names: string[] = [];
    const { asked, save } = reporting({
      printPdf: (page) => Promise.resolve(new Uint8Array([printed.push(page)])),
      saveBytes: async (name, make) => names.push(name) > 1 && (await make()).length > 0,
    });
    expect(await save('pdf')).toEqual({ ok: true, value: { saved: false } });
    expect(printed).toEqual([]);
    expect(await save('pdf')).toEqual({ ok: true, value: { saved: true } });
    expect(printed).toEqual(['<!doctype html>']);
    expect(names).toEqual(['RelayTune-1.pdf', 'RelayTune-1.pdf']);
    expect(asked[0]).toEqual(['report.text', { kind: 'html' }]);
  });

  test.each(['html', 'json', 'pdf'])('goes out without the secrets that are known: %s', async (kind) => {
    const secrets = knownSecrets();
    secrets.add([canary]);
    const out: string[] = [];
    const text = `<p>Login failed for ${canary}.</p>`;
    const { dispatcher } = border({
      engine: { call: () => Promise.resolve({ ok: true, value: { fileName: 'RelayTune-1.html', text } }) },
      scrub: secrets.scrub,
      saveText: (_name, saved) => Promise.resolve(out.push(saved) > 0),
      saveBytes: async (_name, make) => (await make()).length > 0,
      printPdf: (page) => Promise.resolve(new Uint8Array([out.push(page)])),
    });
    const request = { channel: 'report.save', input: { kind }, callId: 'a' };
    expect(await dispatcher.call(true, request)).toEqual({ ok: true, value: { saved: true } });
    expect(out).toEqual(['<p>Login failed for [secret].</p>']);
  });

  test('but a script is saved sign for sign', async () => {
    const out: string[] = [];
    const value = { fileName: 'undo.ps1', text: `Set-ReceiveConnector '${canary}'` };
    const { dispatcher } = border({
      engine: { call: () => Promise.resolve({ ok: true, value }) },
      scrub: () => 'scrubbed',
      saveText: (_name, saved) => Promise.resolve(out.push(saved) > 0),
    });
    const input = { language: 'ps1', what: 'undo', planId: null };
    await dispatcher.call(true, { channel: 'runbook.save', input, callId: 'a' });
    expect(out).toEqual([`Set-ReceiveConnector '${canary}'`]);
  });

  test.each(['html', 'json'])('is saved as the engine made it: %s', async (kind) => {
    const saved: unknown[] = [];
    const { asked, save } = reporting({ saveText: (...file) => Promise.resolve(saved.push(file) === 1) });
    expect(await save(kind)).toEqual({ ok: true, value: { saved: true } });
    expect(asked).toEqual([['report.text', { kind }]]);
    expect(saved).toEqual([['RelayTune-1.html', '<!doctype html>']]);
  });
});
