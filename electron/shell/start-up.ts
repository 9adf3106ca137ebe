import { resolve } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { identity } from '../../build/identity';

/** RELAYTUNE_DATA names another folder for runs and settings; tests use it. */
export function useDataFolder(): void {
  const folder = process.env.RELAYTUNE_DATA;
  if (folder) app.setPath('userData', resolve(folder));
}

/** Windows puts the window under the icon that the installer made, whose shortcut bears the same id. */
export function nameForTaskbar(): void {
  app.setAppUserModelId(identity.appId);
}

/**
 * Drawn by the processor: forms, tables and a few charts need no graphics card, the servers and remote desktops that this runs
 * on have none, and the window is there sooner.
 */
export function drawWithoutGraphicsCard(): void {
  app.disableHardwareAcceleration();
}

/** One program at a time: a second start shows the first one's window and ends. Answers whether this is the first. */
export function focusOnSecondStart(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    // Another, which is never shown, is there while a report is printed.
    const window = BrowserWindow.getAllWindows().find((each) => each.isVisible() || each.isMinimized());
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  return true;
}
