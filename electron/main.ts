import './compat';
import { app } from 'electron';
import { registerHandlers, showInPage } from './ipc/handlers';
import { registerAppScheme, serveApp } from './shell/app-protocol';
import { holdWhileWriting } from './shell/closing';
import { denyByDefault } from './shell/deny-by-default';
import { startEngineLink } from './shell/engine-link';
import { startLog } from './shell/log';
import { setUpMenu } from './shell/menu';
import { showStartWhenPageIsGone } from './shell/page-gone';
import { openSettings } from './shell/settings';
import { takeSmokePicture } from './shell/smoke';
import { drawWithoutGraphicsCard, focusOnSecondStart, nameForTaskbar, useDataFolder } from './shell/start-up';
import { openWindow } from './shell/window';

useDataFolder();
nameForTaskbar();
drawWithoutGraphicsCard();
if (focusOnSecondStart()) {
  // Chromium strips the switch if it is asked for twice.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme();
  denyByDefault();
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
}

async function start(): Promise<void> {
  serveApp();
  const log = startLog();
  const engine = startEngineLink({
    scrub: log.secrets.scrub,
    ended: (end) => void log.write({ event: 'engine-ended', ...end }),
  });
  const settings = openSettings();
  const window = openWindow(settings);
  holdWhileWriting(window, engine.isWriting);
  showStartWhenPageIsGone(window, log);
  registerHandlers(window, engine, log);
  setUpMenu({ settings, logsFolder: log.folder, show: (item) => showInPage(window, item) });
  await takeSmokePicture(window);
}
