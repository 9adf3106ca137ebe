import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openedKinds } from '../../../electron/ipc/file-kinds';
import { readText, writeText } from '../../../electron/ipc/text-file';
import { problemOf } from '../../support/problem-of';
import { temporaryFolder } from '../../support/temporary-folder';

const ladder = openedKinds['ladder.import'];

it('writes a text, and reads UTF-8 and the UTF-16 of Windows PowerShell’s `>`', async () => {
  const path = join(temporaryFolder(), 'ladder.ps1');
  await writeText(path, 'é\r\n');
  expect([...readFileSync(path)]).toEqual([0xc3, 0xa9, 13, 10]);
  expect(await readText(path, ladder)).toBe('é\r\n');
  writeFileSync(path, Buffer.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]));
  expect((await readText(path, ladder)).slice(1)).toBe('{}');
});

it('says what is wrong with a file that is too large, or cannot be read or written', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'large.json');
  writeFileSync(path, Buffer.alloc(1_000_001, 0x20));
  expect((await problemOf(() => readText(path, ladder))).code).toBe('file/too-large');
  // A plan file may be longer, and is called by its own name.
  expect((await readText(path, openedKinds['planFile.import'])).length).toBe(1_000_001);
  writeFileSync(path, Buffer.alloc(2_000_001, 0x20));
  expect(await problemOf(() => readText(path, openedKinds['planFile.import']))).toMatchObject({
    code: 'file/too-large',
    detail: 'A plan file has less than two megabytes.',
  });
  expect(await problemOf(() => readText(join(folder, 'none.json'), ladder))).toMatchObject({
    code: 'file/not-read',
    detail: 'There is no such file or folder any more.',
  });
  expect((await problemOf(() => readText(join(path, 'none.json'), ladder))).detail).toMatch(
    /^The system says ENOTDIR\.$|no such/,
  );
});

it('tells the page why, and never the path', async () => {
  const folder = temporaryFolder();
  const problem = await problemOf(() => writeText(folder, 'x'));
  expect(problem.code).toBe('file/not-written');
  expect(problem.detail).toMatch(/^It is a folder\.$|^Your account has no right to it\.$/);
  expect(JSON.stringify(problem)).not.toContain(folder);
});
