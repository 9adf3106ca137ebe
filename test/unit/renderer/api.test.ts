// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { call } from '../../../renderer/api';
import { fakeProgram } from './fake-program';

const progress = { text: 'Reading…', done: 1, total: 3, counts: [] };
const info = { version: '0.1.0', runtime: 'Electron 45', platform: 'win32' };

describe('call', () => {
  it('hands on the progress of its own call alone, as the contract has it, until the answer', async () => {
    const program = fakeProgram();
    const onProgress = vi.fn();
    const answer = call('app.info', {}, { onProgress });
    const [asked] = program.calls;
    program.push(asked?.callId ?? '', progress);
    program.push('another-call', progress);
    program.push(asked?.callId ?? '', { text: 'Reading…', done: 'one' });
    asked?.answer({ ok: true, value: info });
    expect(await answer).toEqual({ ok: true, value: info });
    expect(onProgress.mock.calls).toEqual([[progress]]);
    expect(program.listeners()).toBe(0);
  });

  it('gives each call an id of its own, and cancels by it', async () => {
    const program = fakeProgram();
    const controller = new AbortController();
    const first = call('app.info', {}, { signal: controller.signal });
    void call('app.info', {});
    expect(program.calls[0]?.callId).not.toBe(program.calls[1]?.callId);
    controller.abort();
    expect(program.cancelled).toEqual([program.calls[0]?.callId]);
    const stopped = { code: 'stopped', title: 'Stopped.', detail: '', hint: '' };
    program.calls[0]?.answer({ ok: false, error: stopped });
    expect(await first).toEqual({ ok: false, error: stopped });
  });

  it('never throws: an answer that breaks the contract, and a broken way, become problems', async () => {
    const program = fakeProgram();
    const wrong = call('app.info', {});
    program.calls[0]?.answer({ ok: true, value: { ...info, version: 7 } });
    expect(await wrong).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    const broken = call('app.info', {});
    program.calls[1]?.fail(new Error('The pipe broke.'));
    expect(await broken).toMatchObject({ ok: false, error: { code: 'unexpected', detail: 'The pipe broke.' } });
    expect(program.listeners()).toBe(0);
  });
});
