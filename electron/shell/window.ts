import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { startUrl } from './app-protocol';

/** The only window. Its page is sandboxed and isolated, has no Node, and comes from app:// alone. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'RelayTune',
    width: 1180,
    height: 800,
    minWidth: 1024,
    minHeight: 720,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#fafafa',
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  window.once('ready-to-show', () => window.show());
  // The page's own title would replace it.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(startUrl());
  return window;
}
