import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRawHeader } from '@electron/asar';
import { packager } from '@electron/packager';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { expect, test } from '@playwright/test';
import forgeConfig from '../../../forge.config';

type StoredZip = { writeStoredZip(folder: string, zip: string): Promise<void> };

const english = { lang: 1033, codepage: 1200 };
const manifestType = 24;
const rights = '<requestedExecutionLevel level="asInvoker" uiAccess="false"/>';
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relaytune-windows-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (path: string, content: string | Buffer) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
};

/** A Windows program that does nothing, with the resources that Electron's own has: one icon, manifest and version. */
function emptyProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, 1, english.lang, []);
  resources.entries.push({ type: manifestType, id: 1, ...english, bin: new TextEncoder().encode(rights).buffer });
  Resource.VersionInfo.create(english.lang, {}, [
    { ...english, values: { CompanyName: 'GitHub, Inc.' } },
  ]).outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

test('what Forge packages for Windows carries name, version, icon, rights and the hash of app.asar', async () => {
  await write('electron/electron.exe', emptyProgram());
  await write('electron/resources/default_app.asar', '');
  await write('zips/.keep', '');
  const { writeStoredZip } = (await import(pathToFileURL(resolve('build/steps/stored-zip.mjs')).href)) as StoredZip;
  await writeStoredZip(join(folder, 'electron'), join(folder, 'zips', 'electron-v45.4.1-win32-x64.zip'));
  await write('app/package.json', '{ "name": "relaytune", "version": "0.1.0", "main": ".vite/build/main.cjs" }');
  await write('app/.vite/build/main.cjs', '// the bundle');
  await write('app/.vite/build/main.cjs.map', '{}');

  const [made = ''] = await packager({
    ...forgeConfig.packagerConfig,
    dir: join(folder, 'app'),
    out: join(folder, 'out'),
    platform: 'win32',
    arch: 'x64',
    appVersion: '0.1.0',
    electronVersion: '45.4.1',
    electronZipDir: join(folder, 'zips'),
    prune: false,
    quiet: true,
  });

  const program = NtExecutable.from(await readFile(join(made, 'RelayTune.exe')));
  const { entries } = NtExecutableResource.from(program);
  const [version] = Resource.VersionInfo.fromEntries(entries);
  expect(version?.getStringValues(english)).toEqual({
    CompanyName: 'RelayTune contributors',
    FileDescription: 'RelayTune',
    FileVersion: '0.1.0',
    InternalName: 'RelayTune',
    LegalCopyright: 'Copyright (c) 2026 RelayTune contributors',
    OriginalFilename: 'RelayTune.exe',
    ProductName: 'RelayTune',
    ProductVersion: '0.1.0',
  });
  expect(Resource.IconGroupEntry.fromEntries(entries).map(({ icons }) => icons.length)).toEqual([9]);
  const manifest = entries.find(({ type }) => type === manifestType);
  expect(Buffer.from(manifest?.bin ?? new ArrayBuffer(0)).toString()).toBe(rights);
  const integrity = entries.find(({ id }) => id === 'ELECTRONASAR');
  const { headerString } = getRawHeader(join(made, 'resources', 'app.asar'));
  expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
    { file: 'resources\\app.asar', alg: 'SHA256', value: createHash('sha256').update(headerString).digest('hex') },
  ]);
  expect(headerString).toContain('"main.cjs"');
  expect(headerString).not.toContain('main.cjs.map');
});
