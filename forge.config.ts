import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';

const config: ForgeConfig = {
  packagerConfig: { asar: true, name: 'RelayTune', executableName: 'relaytune' },
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'electron/main.ts', config: 'build/vite.main.config.ts', target: 'main' },
        { entry: 'electron/preload.ts', config: 'build/vite.preload.config.ts', target: 'preload' },
        { entry: 'electron/engine/entry.ts', config: 'build/vite.engine.config.ts', target: 'main' },
      ],
      renderer: [{ name: 'renderer', config: 'build/vite.renderer.config.ts' }],
    }),
  ],
};

export default config;
