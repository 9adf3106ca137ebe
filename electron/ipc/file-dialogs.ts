import { dialog, type BrowserWindow } from 'electron';
import type { DispatchTargets } from './dispatch';
import { openedKinds, savedKinds } from './file-kinds';
import { readText, writeText } from './text-file';

/** Main's own dialogs: the page never learns a path, and never names one. */
export function fileDialogs(window: BrowserWindow): Pick<DispatchTargets, 'saveText' | 'openText'> {
  return {
    async saveText(fileName, text) {
      const extension = fileName.slice(fileName.lastIndexOf('.') + 1);
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: `Save ${fileName}`,
        defaultPath: fileName,
        filters: [{ name: savedKinds[extension] ?? 'All files', extensions: [extension] }],
      });
      if (canceled || !filePath) return false;
      await writeText(filePath, text);
      return true;
    },
    async openText(to) {
      const kind = openedKinds[to];
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: kind.title,
        properties: ['openFile'],
        filters: [
          { name: kind.name, extensions: [kind.extension] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      const [path] = filePaths;
      return canceled || path === undefined ? null : readText(path, kind);
    },
  };
}
