import { dialog, type BrowserWindow } from 'electron';
import type { DispatchTargets } from './dispatch';
import { readText, writeText } from './text-file';

/** Main's own dialogs: the page never learns a path, and never names one. */
export function fileDialogs(window: BrowserWindow): Pick<DispatchTargets, 'saveText' | 'openText'> {
  return {
    async saveText(fileName, text) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: `Save ${fileName}`,
        defaultPath: fileName,
        filters: [{ name: 'PowerShell script', extensions: ['ps1'] }],
      });
      if (canceled || !filePath) return false;
      await writeText(filePath, text);
      return true;
    },
    async openText() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Open the result of ladder.ps1',
        properties: ['openFile'],
        filters: [
          { name: 'Result of ladder.ps1', extensions: ['json'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      const [path] = filePaths;
      return canceled || path === undefined ? null : readText(path);
    },
  };
}
