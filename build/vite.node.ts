import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

/** A CommonJS bundle for Electron's main process, preload or engine: everything inside, but Electron and Node's built-ins. */
export function nodeBundle(name: string, entry: string): UserConfig {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return {
    root,
    // Electron 25, which tests may run on, has Node 18.
    build: {
      target: 'node18',
      ssr: true,
      outDir: '.vite/build',
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { [name]: entry },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: `${name}-[name]-[hash].cjs` },
      },
    },
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
  };
}
