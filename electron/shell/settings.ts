import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import { openSettingsFile, type SettingsFile } from './settings-file';

/** The settings of this user, in the data folder; the theme counts from here on. */
export function openSettings(): SettingsFile {
  const settings = openSettingsFile(join(app.getPath('userData'), 'settings.json'));
  nativeTheme.themeSource = settings.get().theme;
  return settings;
}
