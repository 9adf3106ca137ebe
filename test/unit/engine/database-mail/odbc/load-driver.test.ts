import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadOdbcDriver } from '../../../../../electron/engine/database-mail/connect/odbc/load-driver';
import { problemOf } from '../../../../support/problem-of';

/** A folder as `npm install --prefix` leaves it, with this as the package. */
async function folderWith(source: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-native-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'node_modules', 'msnodesqlv8');
  await mkdir(join(path, 'lib'), { recursive: true });
  await writeFile(join(path, 'package.json'), '{ "name": "msnodesqlv8", "main": "./lib/sql.js" }');
  if (source !== null) await writeFile(join(path, 'lib', 'sql.js'), source);
  return folder;
}

it('is loaded from the folder that is given', async () => {
  const folder = await folderWith('exports.WVarChar = (value) => [value];');
  expect(loadOdbcDriver(folder, 'win32').WVarChar('x')).toEqual(['x']);
});

it('is looked for nowhere else: the package of the working directory is not taken', async () => {
  const here = await folderWith('exports.open = () => undefined;');
  const before = process.cwd();
  process.chdir(here);
  try {
    for (const folder of [undefined, '', '.', 'node_modules/..', join(here, 'node_modules')])
      expect((await problemOf(() => loadOdbcDriver(folder, 'win32'))).code).toBe('sql/windows-sign-in-missing');
  } finally {
    process.chdir(before);
  }
});

it('says how it is installed, where another sign-in has to do, and what does not load', async () => {
  const empty = join(tmpdir(), 'relaytune-no-such-folder');
  expect(await problemOf(() => loadOdbcDriver(empty, 'win32'))).toMatchObject({
    code: 'sql/windows-sign-in-missing',
    hint: expect.stringContaining(`npm install --prefix "${empty}" --ignore-scripts msnodesqlv8@5.5.0`) as string,
  });
  expect(await problemOf(() => loadOdbcDriver(undefined, 'win32'))).toMatchObject({
    hint: expect.stringContaining('RELAYTUNE_NATIVE') as string,
  });
  expect(await problemOf(() => loadOdbcDriver(empty, 'linux'))).toMatchObject({
    code: 'sql/windows-sign-in-elsewhere',
  });
  const broken = await folderWith("throw new Error('No native build was found for win32-arm64');");
  expect(await problemOf(() => loadOdbcDriver(broken, 'win32'))).toMatchObject({
    code: 'sql/windows-sign-in-broken',
    detail: 'No native build was found for win32-arm64',
  });
});
