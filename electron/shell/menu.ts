import { mkdirSync } from 'node:fs';
import { app, Menu, nativeTheme, shell, type MenuItemConstructorOptions } from 'electron';
import { themeSchema, type MenuItem, type Theme } from '../../shared/settings';
import type { SettingsFile } from './settings-file';

type MenuSettings = {
  settings: SettingsFile;
  logsFolder: string;
  /** Has the page show something. */
  show(item: MenuItem): void;
};

const themes: Readonly<Record<Theme, string>> = { system: 'As &Windows is', light: '&Light', dark: '&Dark' };

/** Edit, view, help and the logs; developer tools only while developing. */
export function setUpMenu({ settings, logsFolder, show }: MenuSettings): void {
  const chosen = settings.get().theme;
  const choose = (theme: Theme) => {
    nativeTheme.themeSource = theme;
    settings.change({ theme });
  };
  const view: MenuItemConstructorOptions[] = [
    {
      label: '&Theme',
      submenu: themeSchema.options.map((theme) => ({
        label: themes[theme],
        type: 'radio' as const,
        checked: theme === chosen,
        click: () => choose(theme),
      })),
    },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
  ];
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
      {
        label: '&Help',
        submenu: [
          { label: 'RelayTune &help', accelerator: 'F1', click: () => show('help') },
          { label: 'Open &logs', click: () => openFolder(logsFolder) },
          { type: 'separator' },
          { label: '&About RelayTune', click: () => show('about') },
        ],
      },
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
