import { app, clipboard, ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { trustedOrigin } from '../shell/app-protocol';
import type { EngineLink } from '../shell/engine-link';
import { printPdf } from '../shell/print-pdf';
import { createDispatcher } from './dispatch';
import { fileDialogs } from './file-dialogs';
import type { Log } from '../shell/log';
import type { MenuItem } from '../../shared/settings';
import { traced } from './traced';
import { isTrustedSender } from './trusted-sender';

/** What the menu asks of the page. */
export function showInPage(window: BrowserWindow, item: MenuItem): void {
  if (!window.isDestroyed()) window.webContents.send('relaytune:menu', item);
}

/** Binds the dispatcher to Electron: two channels in, one out, and every message from anything but our page dropped. */
export function registerHandlers(window: BrowserWindow, engine: EngineLink, log: Log): void {
  const plain = createDispatcher({
    engine,
    info: () => ({
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      platform: process.platform,
    }),
    writeClipboard: (text) => clipboard.writeText(text),
    ...fileDialogs(window),
    printPdf: (page) => printPdf(page, window),
    secrets: log.secrets.all,
    progress: (callId, progress) => {
      if (!window.isDestroyed()) window.webContents.send('relaytune:progress', callId, progress);
    },
  });
  const dispatcher = traced(plain, { secrets: log.secrets, write: (entry) => void log.write(entry) });
  // Read at once: a frame can be gone a tick later.
  const trusted = (event: IpcMainInvokeEvent | IpcMainEvent) =>
    !window.isDestroyed() && isTrustedSender(event.senderFrame, window.webContents.mainFrame, trustedOrigin());

  ipcMain.handle('relaytune:call', async (event, request: unknown) =>
    JSON.stringify(await dispatcher.call(trusted(event), request)),
  );
  ipcMain.on('relaytune:cancel', (event, callId: unknown) => {
    if (trusted(event)) dispatcher.cancel(callId);
  });
}
