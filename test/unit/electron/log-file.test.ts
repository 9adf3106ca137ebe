import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLogFile } from '../../../electron/shell/log-file';
import { temporaryFolder } from '../../support/temporary-folder';

const now = () => new Date('2026-11-26T12:00:00.000Z');
const plain = (text: string) => text;
const newest = (folder: string) => readFileSync(join(folder, 'relaytune.jsonl'), 'utf8');

test('a line is JSON with its time, every text of it scrubbed, in a folder of the user’s own', async () => {
  const folder = join(temporaryFolder(), 'logs');
  const log = openLogFile({ folder, scrub: (text) => text.replaceAll('Winter', '…'), now });
  void log.write({ call: 'runs.list', input: { name: 'Winter\n26' }, milliseconds: 3 });
  await log.write({ event: 'engine-ended', code: 1 });
  expect(newest(folder)).toBe(
    '{"at":"2026-11-26T12:00:00.000Z","call":"runs.list","input":{"name":"…\\n26"},"milliseconds":3}\n' +
      '{"at":"2026-11-26T12:00:00.000Z","event":"engine-ended","code":1}\n',
  );
  if (process.platform !== 'win32') {
    expect([statSync(folder).mode & 0o777, statSync(join(folder, 'relaytune.jsonl')).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
  }
});

test('there are five files of a bounded size, the oldest lines go first', async () => {
  const folder = temporaryFolder();
  // Two lines of 51 bytes to a file.
  const log = openLogFile({ folder, scrub: plain, now, mostBytes: 103 });
  for (let line = 10; line < 30; line += 1) await log.write({ line, x: '' });
  expect(readdirSync(folder).sort()).toEqual([
    'relaytune.1.jsonl',
    'relaytune.2.jsonl',
    'relaytune.3.jsonl',
    'relaytune.4.jsonl',
    'relaytune.jsonl',
  ]);
  expect(newest(folder)).toContain('"line":28,"x":""}\n{"at":"2026-11-26T12:00:00.000Z","line":29');
  expect(readFileSync(join(folder, 'relaytune.4.jsonl'), 'utf8')).toContain('"line":20');
});

test('the next start goes on in the file that is there, and knows its size', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'relaytune.jsonl'), `${'x'.repeat(90)}\n`);
  await openLogFile({ folder, scrub: plain, now, mostBytes: 100 }).write({ line: 1 });
  expect(newest(folder)).toBe('{"at":"2026-11-26T12:00:00.000Z","line":1}\n');
  expect(readFileSync(join(folder, 'relaytune.1.jsonl'), 'utf8')).toBe(`${'x'.repeat(90)}\n`);
});

test('a log that cannot be written fails nobody, and goes on when it can again', async () => {
  const root = temporaryFolder();
  const folder = join(root, 'logs');
  // A file stands where the folder should be.
  writeFileSync(folder, '');
  const log = openLogFile({ folder, scrub: plain, now });
  await expect(log.write({ line: 1 })).resolves.toBeUndefined();
  rmSync(folder);
  await log.write({ line: 2 });
  expect(newest(folder)).toBe('{"at":"2026-11-26T12:00:00.000Z","line":2}\n');
});

test('a slow disk makes nobody wait, and does not fill the memory', async () => {
  const folder = temporaryFolder();
  const log = openLogFile({ folder, scrub: plain, now });
  const writes = Array.from({ length: 1500 }, (_, line) => log.write({ line }));
  await Promise.all(writes);
  expect(newest(folder).trim().split('\n')).toHaveLength(1000);
  await log.write({ line: 1500 });
  expect(newest(folder)).toContain('"line":1500}');
});

test.skipIf(process.platform === 'win32')('an older file that cannot be moved costs no line', async () => {
  const folder = join(temporaryFolder(), 'logs');
  mkdirSync(join(folder, 'relaytune.1.jsonl', 'x'), { recursive: true });
  chmodSync(folder, 0o700);
  const log = openLogFile({ folder, scrub: plain, now, mostBytes: 60 });
  await log.write({ line: 1 });
  await log.write({ line: 2 });
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = all.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('');
  expect(texts).toContain('"line":1');
  expect(texts).toContain('"line":2');
});
