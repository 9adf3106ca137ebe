import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRun, listRuns, openRun } from '../../electron/engine/run/run-folder';
import { problemOf } from '../support/problem-of';
import { closedRun, livingProcess, lockOf, started } from '../support/run-on-disk';
import { temporaryFolder } from '../support/temporary-folder';

describe('a run', () => {
  test('is made, closed, and opened as it was', async () => {
    const root = join(temporaryFolder(), 'runs');
    const run = await createRun(root, started);
    expect(run.id).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6}$/);
    await run.record({ type: 'page-opened', page: 'efficiency' });
    await run.record({ type: 'measurement-started', id: 'm1', kind: 'ladder', phase: 'before' });
    const left = run.state();
    expect(left.measuring).toEqual({ id: 'm1', kind: 'ladder', phase: 'before', afterMailId: null });
    await run.close();

    const again = await openRun(root, run.id);
    expect(again.state()).toEqual({ ...left, measuring: null });
    expect(again.state()).toMatchObject({ scenario: 'article', page: 'efficiency' });
    await again.close();
    expect(readdirSync(run.folder)).toEqual(['journal.jsonl']);
  });

  test('loses no event when two are recorded at once', async () => {
    const run = await createRun(temporaryFolder(), started);
    await Promise.all([
      run.record({ type: 'page-opened', page: 'test' }),
      run.record({ type: 'account-chosen', accountId: 3 }),
      run.record({ type: 'step-left', step: 'timeout' }),
    ]);
    expect(run.state()).toMatchObject({ page: 'test', accountId: 3, left: ['timeout'] });
    await run.close();
  });

  test('whose last line tore goes on, and says what was kept aside', async () => {
    const root = temporaryFolder();
    const id = await closedRun(root);
    appendFileSync(join(root, id, 'journal.jsonl'), '{"seq":2');
    const run = await openRun(root, id);
    expect(run.state().keptAside).toBe('journal.torn-1');
    expect(readFileSync(join(run.folder, 'journal.torn-1'), 'utf8')).toBe('{"seq":2');
    await run.close();
  });

  test.each([
    '../../etc',
    '20261124-114503-7f3k2a/..',
    '20261124-114503-7F3K2A',
    '20261124-114503-7f3k2a\n',
    '',
    '20261124-114503-000000',
  ])('%j is no run', async (id) => {
    const root = temporaryFolder();
    expect((await problemOf(() => openRun(root, id))).code).toBe('run/unknown');
    expect(readdirSync(root)).toEqual([]);
  });

  test('that is damaged is not opened, and its lock is given back', async () => {
    const root = temporaryFolder();
    const id = await closedRun(root);
    appendFileSync(join(root, id, 'journal.jsonl'), 'hello\n');
    expect((await problemOf(() => openRun(root, id))).code).toBe('journal/damaged');
    expect(readdirSync(join(root, id))).toEqual(['journal.jsonl']);
  });

  test('that cannot be made says why', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect((await problemOf(() => createRun(join(file, 'runs'), started))).code).toBe('journal/unwritable');
  });
});

describe('the list', () => {
  test('is empty where no run was ever made', async () => {
    expect(await listRuns(join(temporaryFolder(), 'runs'))).toEqual([]);
  });

  test('has every run, newest first, and nothing that is none', async () => {
    const root = temporaryFolder();
    for (const id of ['20261123-080000-aaaaaa', '20261124-080000-bbbbbb']) {
      mkdirSync(join(root, id));
      const run = await openRun(root, id);
      await run.record(started);
      await run.close();
    }
    mkdirSync(join(root, '20261125-080000-cccccc'));
    mkdirSync(join(root, 'something else'));
    const runs = await listRuns(root);
    expect(runs.map((run) => run.id)).toEqual(['20261124-080000-bbbbbb', '20261123-080000-aaaaaa']);
    expect(runs[0]).toMatchObject({ scenario: 'article', problem: null });
  });

  test('shows a damaged run with its problem and the time in its name', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, '20261124-114503-7f3k2a'));
    writeFileSync(join(root, '20261124-114503-7f3k2a', 'journal.jsonl'), 'hello\n');
    expect(await listRuns(root)).toMatchObject([
      { id: '20261124-114503-7f3k2a', startedAt: '2026-11-24T11:45:03.000Z', problem: { code: 'journal/damaged' } },
    ]);
  });

  test('says when another program has a run open, but not for one open here', async () => {
    const root = temporaryFolder();
    const run = await createRun(root, started);
    expect(await listRuns(root)).toMatchObject([{ problem: null }]);
    await run.close();
    lockOf(run.folder, await livingProcess());
    expect(await listRuns(root)).toMatchObject([{ problem: { code: 'run/in-use' } }]);
  });
});
