import { writeFile } from 'node:fs/promises';
import { app, type BrowserWindow } from 'electron';

const tries = 150;
const pauseMilliseconds = 200;
const isUsable =
  "document.querySelector('main h1') !== null && document.querySelector('[aria-busy=\"true\"]') === null";

/** `--smoke=FILE.png`: a picture of the first usable page, then the end; exit code 1 when no page comes within 30 s. */
export async function takeSmokePicture(window: BrowserWindow): Promise<void> {
  const file = app.commandLine.getSwitchValue('smoke');
  if (file === '') return;
  for (let tried = 0; tried < tries; tried += 1) {
    const usable: unknown = await window.webContents.executeJavaScript(isUsable).catch(() => false);
    if (usable === true) {
      // One more pause, so that fonts and the first paint are in the picture.
      await pause();
      await writeFile(file, (await window.webContents.capturePage()).toPNG());
      app.exit(0);
      return;
    }
    await pause();
  }
  app.exit(1);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
