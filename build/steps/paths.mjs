import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Everything that is fetched or unpacked, outside node_modules; can be deleted at any time. */
export const cache = join(root, '.cache');
export const onWindows = process.platform === 'win32';
