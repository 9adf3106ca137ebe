import { mkdirSync } from 'node:fs';
import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';

/** Edit, view and the logs; developer tools only while developing. */
export function setUpMenu(logsFolder: string): void {
  const view: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }];
  if (!app.isPackaged) view.push({ type: 'separator' }, { role: 'toggleDevTools' });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: '&File', submenu: [{ role: 'quit' }] },
      {
        label: '&Edit',
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
        ],
      },
      { label: '&View', submenu: view },
      { label: '&Help', submenu: [{ label: 'Open &logs', click: () => openFolder(logsFolder) }] },
    ]),
  );
}

/** The system shows a folder; one that is not there yet is made. */
function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // Then the system says what is wrong with it.
  }
  void shell.openPath(folder);
}
