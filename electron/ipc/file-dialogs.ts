import { dialog, type BrowserWindow } from 'electron';
import type { DispatchTargets } from './dispatch';
import { readText, writeBytes, writeText } from './text-file';

/** What a file is called in the dialog, by the end of its name. */
const kinds: Readonly<Record<string, string>> = {
  ps1: 'PowerShell script',
  sql: 'SQL script',
  html: 'Web page',
  pdf: 'PDF document',
  json: 'JSON file',
};

function filtersOf(fileName: string) {
  const extension = fileName.split('.').at(-1) ?? '';
  return [{ name: kinds[extension] ?? 'File', extensions: [extension] }];
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
