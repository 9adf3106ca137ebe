import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { builderConfig } from '../../../build/electron-builder.config';
import { releaseFuses, testFuses } from '../../../build/fuses';
import { identity } from '../../../build/identity';
import { isPackaged } from '../../../build/packaged-files';
import forgeConfig from '../../../forge.config';
import manifest from '../../../package.json' with { type: 'json' };

describe('what the program is called', () => {
  it('is the same for Forge, which writes the executable, and electron-builder, whose shortcuts point to it', () => {
    const { name, executableName, win32metadata } = forgeConfig.packagerConfig ?? {};
    expect([name, builderConfig.productName, manifest.productName]).toEqual(['RelayTune', 'RelayTune', 'RelayTune']);
    expect([executableName, builderConfig.executableName]).toEqual([identity.executableName, identity.executableName]);
    expect(win32metadata?.OriginalFilename).toBe('RelayTune.exe');
    expect([manifest.author, win32metadata?.CompanyName]).toEqual([identity.publisher, identity.publisher]);
  });
});

describe('electron-builder’s settings', () => {
  const require = createRequire(import.meta.url);
  const scheme = JSON.parse(readFileSync(require.resolve('app-builder-lib/scheme.json'), 'utf8')) as object;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(scheme);
  const complaints = (config: unknown) => {
    validate(config);
    return (validate.errors ?? []).map(({ instancePath, params }) => `${instancePath} ${JSON.stringify(params)}`);
  };

  it('keep to its own scheme', () => {
    expect(complaints(builderConfig)).toEqual([]);
  });

  it('would be refused with a setting that does not exist', () => {
    expect(complaints({ ...builderConfig, nsis: { perMachines: true } })).toContain(
      '/nsis {"additionalProperty":"perMachines"}',
    );
  });

  it('ask for no administrator, keep the user’s runs on removal, and never publish', () => {
    expect(builderConfig.publish).toBeNull();
    expect(builderConfig.nsis).toMatchObject({
      perMachine: false,
      packElevateHelper: false,
      deleteAppDataOnUninstall: false,
    });
    expect(builderConfig.portable).toMatchObject({ requestExecutionLevel: 'user' });
  });
});

describe('the fuses', () => {
  const names = (config: object) => Object.keys(config).filter((key) => /^\d+$/.test(key));

  it('are all decided for what ships, so that a new one cannot slip in', () => {
    const fuses = releaseFuses(false);
    expect(names(fuses)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
    expect(fuses).toMatchObject({
      version: FuseVersion.V1,
      strictlyRequireAllFuses: true,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      [FuseV1Options.WasmTrapHandlers]: true,
    });
  });

  it('leave out for the stand-in the two that it has not got', () => {
    expect(names(releaseFuses(true))).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  it('differ in the tests’ variant by the debugger’s switch alone', () => {
    expect(testFuses).toEqual({ version: '1', [FuseV1Options.EnableNodeCliInspectArguments]: true });
  });
});

describe('what goes into the package', () => {
  it.each([
    '',
    '/package.json',
    '/.vite',
    '/.vite/build',
    '/.vite/build/main.cjs',
    '/.vite/build/preload.cjs',
    '/.vite/build/engine.cjs',
  ])('takes %j', (path) => expect(isPackaged(path)).toBe(true));
  it.each(['/.vite/build/engine-mssql-DK-xWR3o.cjs', '/.vite/renderer', '/.vite/renderer/renderer/index.html'])(
    'takes %j',
    (path) => expect(isPackaged(path)).toBe(true),
  );
  it.each([
    '/.env',
    '/.git',
    '/.vite/build/bench.cjs',
    '/.vite/build/main.cjs.map',
    '/.vite/build/rehearse.cjs',
    '/.vite/renderer/renderer/assets/index.js.map',
    '/.vite/rendererless',
    '/electron/main.ts',
    '/node_modules',
    '/package-lock.json',
    '/test',
  ])('leaves out %j', (path) => expect(isPackaged(path)).toBe(false));
});

describe('the icon', () => {
  it('has every size that Windows shows, the small ones as bitmaps, the largest as PNG', () => {
    const file = readFileSync('build/icon.ico');
    expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
    const images = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
      const at = 6 + 16 * index;
      const begins = file.readUInt32LE(at + 12);
      const isPng = file.readUInt32BE(begins) === 0x89504e47;
      return [file.readUInt8(at), isPng ? 'png' : file.readUInt32LE(begins)];
    });
    expect(images).toEqual([...[16, 20, 24, 32, 40, 48, 64, 128].map((size) => [size, 40]), [0, 'png']]);
  });
});
