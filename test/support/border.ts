import { createDispatcher, type DispatchTargets } from '../../electron/ipc/dispatch';
import type { Progress } from '../../shared/contract';

const runState = { ok: false, error: { code: 'run/none-open', title: 't', detail: 'd', hint: 'h' } } as const;

/** A border whose far side records what reaches it. */
export function border(changes: Partial<DispatchTargets> = {}) {
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
    secrets: () => [],
    openText: () => Promise.resolve(null),
    progress: (callId, progress) => sent.push({ callId, progress }),
    ...changes,
  });
  return { dispatcher, reached, clipboard, sent };
}
