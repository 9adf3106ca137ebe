// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useCall } from '../../../renderer/use-call';
import { fakeProgram } from './fake-program';

afterEach(cleanup);

const info = { version: '0.1.0', runtime: 'Electron 45', platform: 'win32' };
const refused = { code: 'test', title: 'Refused.', detail: 'By the test.', hint: 'Try again.' };
const progress = { text: 'Reading…', done: 1, total: 3, counts: [] };

describe('useCall', () => {
  it('asks once for a double click, shows how it goes, and answers', async () => {
    const program = fakeProgram();
    const { result } = renderHook(() => useCall(), { wrapper: StrictMode });
    let first: Promise<unknown> = Promise.resolve();
    let second: Promise<unknown> = Promise.resolve();
    act(() => {
      first = result.current.run('app.info', {});
      second = result.current.run('app.info', {});
    });
    expect(await second).toBeNull();
    expect(program.calls).toHaveLength(1);
    act(() => program.push(program.calls[0]?.callId ?? '', progress));
    expect(result.current).toMatchObject({ busy: true, progress, problem: null });
    await act(async () => {
      program.calls[0]?.answer({ ok: true, value: info });
      expect(await first).toEqual(info);
    });
    expect(result.current).toMatchObject({ busy: false, progress: null, problem: null });
  });

  it('keeps the problem until the next run or until it is cleared', async () => {
    const program = fakeProgram();
    const { result } = renderHook(() => useCall());
    await act(async () => {
      const answer = result.current.run('app.info', {});
      program.calls[0]?.answer({ ok: false, error: refused });
      expect(await answer).toBeNull();
    });
    expect(result.current).toMatchObject({ busy: false, problem: refused });
    act(() => result.current.clear());
    expect(result.current.problem).toBeNull();
  });

  it('stops what is under way on Stop, and when the page goes', async () => {
    const program = fakeProgram();
    const { result, unmount } = renderHook(() => useCall());
    act(() => void result.current.run('app.info', {}));
    act(() => result.current.stop());
    expect(program.cancelled).toEqual([program.calls[0]?.callId]);
    await act(async () => {
      program.calls[0]?.answer({ ok: false, error: refused });
      await Promise.resolve();
    });
    act(() => void result.current.run('app.info', {}));
    unmount();
    expect(program.cancelled).toEqual([program.calls[0]?.callId, program.calls[1]?.callId]);
  });
});
