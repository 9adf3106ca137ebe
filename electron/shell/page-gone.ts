import { dialog, type BrowserWindow } from 'electron';
import { startUrl } from './app-protocol';
import type { Log } from './log';

/** Milliseconds: a page that ends again within them would do so for ever. */
const tooSoon = 10_000;

/** Shows Start again where the page's process has ended: what the engine was doing goes on without it, and the run can be opened again. */
export function showStartWhenPageIsGone(window: BrowserWindow, log: Log): void {
  let last = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    void log.write({ event: 'page-ended', reason, exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    if (now - last > tooSoon) void window.loadURL(startUrl());
    else
      dialog.showErrorBox(
        'RelayTune cannot show its page.',
        'It ended twice within a few seconds. Close RelayTune and start it again; what it did is on record, and the log (Help, Open logs) says when it ended.',
      );
    last = now;
  });
}
