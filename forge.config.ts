import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { builderConfig } from './build/electron-builder.config';
import { ElectronBuilderMaker } from './build/electron-builder-maker';
import { releaseFuses } from './build/fuses';
import { identity } from './build/identity';
import { isPackaged } from './build/packaged-files';

/** Set by build/steps/package.mjs where Electron cannot be downloaded: a folder that holds the stand-in in its place. */
const standIn = process.env.RELAYTUNE_STAND_IN_ZIPS;

const config: ForgeConfig = {
  packagerConfig: {
    asar: true,
    name: identity.productName,
    executableName: identity.executableName,
    icon: 'build/icon',
    appCopyright: identity.copyright,
    win32metadata: {
      CompanyName: identity.publisher,
      FileDescription: identity.productName,
      ProductName: identity.productName,
      InternalName: identity.executableName,
      OriginalFilename: `${identity.executableName}.exe`,
      'requested-execution-level': 'asInvoker',
    },
    ignore: (path) => !isPackaged(path),
    ...(standIn === undefined ? {} : { electronZipDir: standIn }),
  },
  makers: [new ElectronBuilderMaker({ targets: { win: ['nsis', 'portable'], linux: ['dir'] }, config: builderConfig })],
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'electron/main.ts', config: 'build/vite.main.config.ts', target: 'main' },
        { entry: 'electron/preload.ts', config: 'build/vite.preload.config.ts', target: 'preload' },
        { entry: 'electron/engine/entry.ts', config: 'build/vite.engine.config.ts', target: 'main' },
      ],
      renderer: [{ name: 'renderer', config: 'build/vite.renderer.config.ts' }],
    }),
    new FusesPlugin(releaseFuses(standIn !== undefined)),
  ],
};

export default config;
