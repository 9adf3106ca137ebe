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
  /** In main: what the message boxes of a test have asked, and how the last one is answered. */
  var boxes: { asked: string[]; press?: (button: string) => void } | undefined;
}

/** Main's message boxes stay open until `pressInBox`. */
export const holdBoxes = (app: ElectronApplication) =>
  app.evaluate(({ dialog }) => {
    const boxes: NonNullable<typeof globalThis.boxes> = { asked: [] };
    globalThis.boxes = boxes;
    dialog.showMessageBox = (...words: unknown[]) => {
      const { message, buttons = [] } = words.at(-1) as { message: string; buttons?: string[] };
      boxes.asked.push(message);
      return new Promise((resolve) => {
        boxes.press = (button) => resolve({ response: buttons.indexOf(button), checkboxChecked: false });
      });
    };
  });

/** What they have asked so far. */
export const boxesAsked = (app: ElectronApplication) => app.evaluate(() => globalThis.boxes?.asked ?? []);

/** Presses a button of the box that is open. What it does comes after this has been answered: it may end the program. */
export const pressInBox = (app: ElectronApplication, name: string) =>
  app.evaluate((_electron, button) => void setTimeout(() => globalThis.boxes?.press?.(button), 100), name);
