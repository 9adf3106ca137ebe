import { join } from 'node:path';
import type { WindowProgram } from './window-run';

/** The built program: its Start page is drawn, the earlier runs were answered, and practice can be started. */
export const ourWindow = (): WindowProgram => ({
  // The bench is bundled into .vite/build.
  folder: join(__dirname, '..', '..'),
  usable: `document.querySelector('main[aria-busy="false"] h1') !== null
    && document.querySelector('main button').matches(':not(:disabled, [aria-disabled="true"])')`,
});
