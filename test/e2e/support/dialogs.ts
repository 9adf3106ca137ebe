import type { ElectronApplication } from '@playwright/test';

/** Main's dialog for saving answers with this path, as if somebody had chosen it; null: as if it had been cancelled. */
export const saveTo = (app: ElectronApplication, path: string | null) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve(filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath });
  }, path);

/** Main's dialog for opening answers with this file. */
export const openFrom = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);
