import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { waitForPage } from '../../../build/bench/devtools';
import { builderConfig } from '../../../build/electron-builder.config';
import { ElectronBuilderMaker } from '../../../build/electron-builder-maker';
import { identity } from '../../../build/identity';
import { expect, startWords, test } from '../support/launch';
import { releaseProgram } from '../support/packaged';

const { DISABLE: off, ENABLE: on } = FuseState;

test('the fuses in the executable are those that a release must have', async () => {
  const { version, ...wire } = await getCurrentFuseWire(releaseProgram);
  expect(version).toBe('1');
  const seven = {
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
  };
  const sinceElectron25 = {
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    [FuseV1Options.WasmTrapHandlers]: on,
  };
  expect(wire).toEqual(Object.keys(wire).length === 7 ? seven : { ...seven, ...sinceElectron25 });
});

test('the package holds the bundles and the page, and nothing else', () => {
  const files = listPackage(join(dirname(releaseProgram), 'resources', 'app.asar'), { isPack: false }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const belongs = [
    /^\/(package\.json|\.vite|\.vite\/build|\.vite\/renderer|\.vite\/renderer\/renderer(\/assets|\/index\.html)?)$/,
    /^\/\.vite\/build\/(main|preload|engine(-[\w-]+)?)\.cjs$/,
    /^\/\.vite\/renderer\/renderer\/assets\/[\w-]+\.(js|css|svg|png|woff2)$/,
  ];
  expect(files.filter((path) => !belongs.some((each) => each.test(path)))).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/.vite/build/main.cjs',
      '/.vite/build/preload.cjs',
      '/.vite/build/engine.cjs',
    ]),
  );
});

test('the executable bears the name that the installer’s shortcuts point to', () => {
  expect(basename(releaseProgram)).toBe(identity.executableName + (process.platform === 'win32' ? '.exe' : ''));
});

test('electron-builder itself takes the settings and the package, and refuses a setting it does not know', async ({
  dataFolder,
}) => {
  const hand = async (config: object) => {
    const maker = new ElectronBuilderMaker({ targets: { win: ['dir'], linux: ['dir'] }, config });
    await maker.prepareConfig('x64');
    return maker.make({
      dir: dirname(releaseProgram),
      makeDir: dataFolder,
      targetPlatform: process.platform === 'win32' ? 'win32' : 'linux',
      targetArch: 'x64',
    });
  };
  expect(await hand(builderConfig)).toEqual([]);
  await expect(hand({ ...builderConfig, perMachine: true })).rejects.toThrow(/unknown property 'perMachine'/);
});

test('started as Node or with a debugger, the release shows its Start page and opens no debugger', async ({
  dataFolder,
}) => {
  const words = startWords(dataFolder).args.slice(1);
  const program = spawn(releaseProgram, [...words, '--inspect=0', '--remote-debugging-port=0'], {
    env: { ...startWords(dataFolder).env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let said = '';
    program.stderr.on('data', (chunk: string) => (said += chunk));
    await waitForPage(
      program.stderr,
      `document.title === 'RelayTune' && location.origin === 'app://relaytune'
        && document.querySelector('main[aria-busy="false"] h1')?.textContent === 'RelayTune'
        && [...document.querySelectorAll('main button')].some((each) => each.textContent === 'Start practice')
        && !('require' in window) && !('process' in window)`,
    );
    expect(said).toContain('DevTools listening on ws://127.0.0.1:');
    expect(said).not.toContain('Debugger listening');
  } finally {
    const ended = once(program, 'exit');
    program.kill();
    await ended;
  }
});
