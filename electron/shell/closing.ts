import { dialog, type BrowserWindow } from 'electron';

/** A window that is closed while a server is being changed waits, unless the user closes it all the same: a change has to get to its end. */
export function holdWhileWriting(window: BrowserWindow, isWriting: () => boolean): void {
  let isAsking = false;
  let mayClose = false;
  window.on('close', (event) => {
    if (mayClose || !isWriting()) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        title: 'RelayTune',
        message: 'A change is being made.',
        detail:
          'Wait for its end. If you close RelayTune now, how it ended is not known until this run is opened again, and Database Mail may be left stopped.',
        buttons: ['Wait', 'Close all the same'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        isAsking = false;
        mayClose = response === 1;
        if (mayClose && !window.isDestroyed()) window.close();
      });
  });
}
