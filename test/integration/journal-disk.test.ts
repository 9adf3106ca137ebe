import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal, type JournalFile } from '../../electron/engine/run/journal';
import type { RunEvent } from '../../shared/run/event';
import { makePlan } from '../support/run-fixtures';
import { problemOf } from '../support/problem-of';
import { temporaryFolder } from '../support/temporary-folder';

const now = () => new Date('2026-11-24T11:45:03.000Z');
const page = (name: 'connect' | 'connector' | 'measure'): RunEvent => ({ type: 'page-opened', page: name });

/** A disk on which one operation fails. */
const failing =
  (operation: 'appendFile' | 'sync', code: string) =>
  async (path: string): Promise<JournalFile> => {
    const file = await open(path, 'a');
    const fail = () => Promise.reject(Object.assign(new Error(`${code}: no`), { code }));
    return {
      appendFile: operation === 'appendFile' ? fail : (text) => file.appendFile(text),
      sync: operation === 'sync' ? fail : () => file.sync(),
      close: () => file.close(),
    };
  };

describe('a disk that fails', () => {
  test.each([
    ['ENOSPC', 'journal/disk-full', 'The disk is full.'],
    ['EACCES', 'journal/no-access', 'RelayTune may not write to its folder.'],
    ['EPERM', 'journal/no-access', 'RelayTune may not write to its folder.'],
    ['EROFS', 'journal/read-only-disk', 'RelayTune’s folder is on a read-only disk.'],
    ['EIO', 'journal/unwritable', 'The run could not be recorded.'],
  ])('%s is told apart, and says that nothing was changed', async (code, problemCode, title) => {
    for (const operation of ['appendFile', 'sync'] as const) {
      const journal = await openJournal(temporaryFolder(), { now, openFile: failing(operation, code) });
      const problem = await problemOf(() => journal.append({ type: 'change-announced', plan: makePlan(), target: 0 }));
      expect(problem).toMatchObject({ code: problemCode, title });
      expect(problem.detail).toContain('Nothing more was changed, because nothing is done that is not recorded first.');
      await journal.close();
    }
  });

  test('after an act does not claim that nothing was changed', async () => {
    const journal = await openJournal(temporaryFolder(), { now, openFile: failing('sync', 'ENOSPC') });
    const problem = await problemOf(() => journal.append({ type: 'queue-stopped' }));
    expect(problem.detail).toContain('The last act was carried out, but how it ended could not be recorded');
    expect(problem.detail).not.toContain('Nothing');
    await journal.close();
  });

  test('once: nothing more is announced, though the disk works again', async () => {
    const folder = temporaryFolder();
    let broken = true;
    const journal = await openJournal(folder, {
      now,
      async openFile(path) {
        const file = await open(path, 'a');
        return {
          appendFile: (text) =>
            broken ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : file.appendFile(text),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
    });
    const first = problemOf(() => journal.append(page('connect')));
    const waiting = problemOf(() => journal.append(page('connector')));
    expect([(await first).code, (await waiting).code]).toEqual(['journal/disk-full', 'journal/disk-full']);
    broken = false;
    expect((await problemOf(() => journal.append(page('measure')))).code).toBe('journal/disk-full');
    await journal.close();
    expect(journal.records).toEqual([]);
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe('');
  });

  test('a folder that is not there', async () => {
    const folder = join(temporaryFolder(), 'gone');
    expect((await problemOf(() => openJournal(folder, { now }))).code).toBe('journal/unwritable');
  });
});
