import { app, session, type Event } from 'electron';
import { isDevelopmentReload } from './app-protocol';

const denyNavigation = (event: Event<{ url: string }>) => {
  if (!isDevelopmentReload(event.url)) event.preventDefault();
};

/** No permission, no navigation, no new window, no webview: the page has no need of any. */
export function denyByDefault(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', denyNavigation);
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', denyNavigation);
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  void app.whenReady().then(() => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
    session.defaultSession.setPermissionCheckHandler(() => false);
    session.defaultSession.setDevicePermissionHandler(() => false);
  });
}
