import { dialog, type BrowserWindow } from 'electron';
import type { DispatchTargets } from './dispatch';
import { openedKinds, savedKinds } from './file-kinds';
import { readText, writeBytes, writeText } from './text-file';

function filtersOf(fileName: string) {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1);
  return [{ name: savedKinds[extension] ?? 'All files', extensions: [extension] }];
}

/** Main's own dialogs: the page never learns a path, and never names one. */
export function fileDialogs(window: BrowserWindow): Pick<DispatchTargets, 'saveText' | 'saveBytes' | 'openText'> {
  async function askWhere(fileName: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: `Save ${fileName}`,
      defaultPath: fileName,
      filters: filtersOf(fileName),
    });
    return canceled || !filePath ? null : filePath;
  }

  return {
    async saveText(fileName, text) {
      const path = await askWhere(fileName);
      if (path !== null) await writeText(path, text);
      return path !== null;
    },
    async saveBytes(fileName, make) {
      const path = await askWhere(fileName);
      if (path !== null) await writeBytes(path, await make());
      return path !== null;
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
