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

declare global {
  /** In main: the messages of the boxes that a test has answered. */
  var boxesAnswered: string[] | undefined;
}

/** Main's message boxes are answered with the button of this name, as if somebody had pressed it. */
export const answerBoxes = (app: ElectronApplication, button: string) =>
  app.evaluate(({ dialog }, wanted) => {
    globalThis.boxesAnswered = [];
    dialog.showMessageBox = (...words: unknown[]) => {
      const { message, buttons = [] } = words.at(-1) as { message: string; buttons?: string[] };
      globalThis.boxesAnswered?.push(message);
      return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false });
    };
  }, button);

/** The messages of the boxes answered since. */
export const boxesAnswered = (app: ElectronApplication) => app.evaluate(() => globalThis.boxesAnswered ?? []);
