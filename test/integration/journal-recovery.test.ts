import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connections as limits, startProgram } from '../support/practice-program';
import { temporaryFolder } from '../support/temporary-folder';

const start = (dataFolder: string) => startProgram({ dataFolder });

async function connectedRun(program: ReturnType<typeof start>): Promise<string> {
  return (await program.connectPractice()).id;
}

/** The journal as a kill leaves it: nothing after the first line that holds `text`, which is cut in the middle or kept. */
function cutJournal(dataFolder: string, id: string, text: string, keep: boolean): void {
  const path = join(dataFolder, 'runs', id, 'journal.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(text));
  expect(at).toBeGreaterThan(0);
  const whole = lines.slice(0, keep ? at + 1 : at).map((line) => `${line}\n`);
  writeFileSync(path, whole.join('') + (keep ? '' : (lines[at] ?? '').slice(0, 40)));
}

test('killed after the write: the change is unknown on disk, and settled as applied by reading', async () => {
  const dataFolder = temporaryFolder();
  const first = start(dataFolder);
  const id = await connectedRun(first);
  await first.change(limits);
  await first.close();
  cutJournal(dataFolder, id, '"type":"change-finished"', false);

  const second = start(dataFolder);
  expect(await second.ask('runs.list', {})).toMatchObject([{ id, changesApplied: 0, problem: null }]);
  const state = await second.ask('runs.open', { runId: id });
  expect(state.changes).toMatchObject([
    {
      outcome: 'applied',
      readBack: { MaxInboundConnectionPerSource: '100', MaxInboundConnectionPercentagePerSource: '3' },
    },
  ]);
  expect(readFileSync(join(dataFolder, 'runs', id, 'journal.torn-1'), 'utf8')).toHaveLength(40);
  await second.close();
});

test('killed between the announcement and the write: settled as not applied by reading, and planned again', async () => {
  const dataFolder = temporaryFolder();
  const first = start(dataFolder);
  const id = await connectedRun(first);
  await first.close();
  const servers = join(dataFolder, 'runs', id, 'lab.json');
  const untouched = readFileSync(servers);
  const second = start(dataFolder);
  await second.ask('runs.open', { runId: id });
  await second.change(limits);
  await second.close();
  writeFileSync(servers, untouched);
  cutJournal(dataFolder, id, '"type":"change-announced"', true);

  const third = start(dataFolder);
  const state = await third.ask('runs.open', { runId: id });
  expect(state.changes).toMatchObject([{ outcome: 'not-applied', readBack: { MaxInboundConnectionPerSource: '20' } }]);
  expect((await third.change(limits)).changes.map((change) => change.outcome)).toEqual(['not-applied', 'applied']);
  await third.close();
});

test('killed while Database Mail was being restarted: its queue is asked, and the restart counts as not done', async () => {
  const dataFolder = temporaryFolder();
  const first = start(dataFolder);
  const id = await connectedRun(first);
  await first.ask('accounts.read', {});
  await first.change({ step: 'timeout', timeout: '60' });
  const restarted = await first.change({ step: 'restart' });
  expect(restarted.changes.map((change) => change.outcome)).toEqual(['applied', 'applied']);
  expect(restarted.queue).toBe('restarted');
  await first.close();
  cutJournal(dataFolder, id, '"type":"queue-stop-announced"', true);

  const second = start(dataFolder);
  expect(await second.ask('runs.list', {})).toMatchObject([{ id, queueStopped: true }]);
  const state = await second.ask('runs.open', { runId: id });
  expect(state.queue).toBe('restarted');
  expect(state.changes.map((change) => change.outcome)).toEqual(['applied', 'not-applied']);
  await second.close();
});
