import { describe, expect, test } from 'vitest';
import type { DispatchTargets } from '../../electron/ipc/dispatch';
import { knownSecrets } from '../../electron/ipc/known-secrets';
import type { Result } from '../../shared/result';
import { border } from '../support/border';
import { canary } from '../support/canary';

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

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
    expect(asked[0]).toEqual(['report.text', { kind: 'html', secrets: [] }]);
  });

  test.each(['html', 'json', 'pdf'])('is made without the secrets that are known: %s', async (kind) => {
    const secrets = knownSecrets();
    secrets.add([canary]);
    const { asked, save } = reporting({ secrets: secrets.all });
    expect(await save(kind)).toEqual({ ok: true, value: { saved: true } });
    expect(asked).toEqual([['report.text', { kind: kind === 'json' ? 'json' : 'html', secrets: [canary] }]]);
  });

  test('but a script is saved sign for sign', async () => {
    const out: string[] = [];
    const value = { fileName: 'undo.ps1', text: `Set-ReceiveConnector '${canary}'` };
    const { dispatcher } = border({
      engine: { call: () => Promise.resolve({ ok: true, value }) },
      secrets: () => [canary],
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
    expect(asked).toEqual([['report.text', { kind, secrets: [] }]]);
    expect(saved).toEqual([['RelayTune-1.html', '<!doctype html>']]);
  });
});
