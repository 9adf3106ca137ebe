import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { startUrl } from './app-protocol';
import type { SettingsFile } from './settings-file';
import { smallest, windowPlace } from './window-place';

/** The only window, where it was last. Its page is sandboxed and isolated, has no Node, and comes from app:// alone. */
export function openWindow(settings: SettingsFile): BrowserWindow {
  const { window: was, isMaximized } = settings.get();
  // Followed by its events: a window that is minimised says that it is not maximised, though it was and will be.
  let willBeMaximized = isMaximized;
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    title: 'RelayTune',
    ...windowPlace(was, screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
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
  window.once('ready-to-show', () => (isMaximized ? window.maximize() : window.show()));
  window.on('maximize', () => (willBeMaximized = true));
  window.on('unmaximize', () => (willBeMaximized = false));
  window.on('close', () => settings.change({ window: window.getNormalBounds(), isMaximized: willBeMaximized }));
  // The page's own title would replace it.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(startUrl());
  return window;
}
