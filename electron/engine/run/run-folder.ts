import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError, toProblem } from '../../../shared/result';
import type { JournalRecord, RunEvent } from '../../../shared/run/event';
import { applyRecord, foldEvents, summarise } from '../../../shared/run/fold';
import type { RunState, RunSummary } from '../../../shared/run/state';
import { openJournal } from './journal';
import { takeLock } from './lock';

/** An open run: its folded state, and the one way to change it. */
export type Run = {
  readonly id: string;
  readonly folder: string;
  state(): RunState;
  /** Recorded on disk first, then folded. */
  record(event: RunEvent): Promise<RunState>;
  close(): Promise<void>;
};

const idPattern = /^\d{8}-\d{6}-[a-z0-9]{6}$/;
const now = () => new Date();

export async function createRun(root: string, started: Extract<RunEvent, { type: 'run-started' }>): Promise<Run> {
  const stamp = now().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const id = `${stamp}-${randomBytes(3).toString('hex')}`;
  await mkdir(join(root, id), { recursive: true });
  const run = await openRun(root, id);
  await run.record(started);
  return run;
}

/** Throws ProblemError 'run/unknown', 'run/in-use' or 'journal/...'. */
export async function openRun(root: string, id: string): Promise<Run> {
  if (!idPattern.test(id)) throw unknownRun(id);
  const folder = join(root, id);
  const unlock = await takeLock(folder).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? unknownRun(id) : error;
  });
  try {
    const journal = await openJournal(folder, { now });
    if (journal.damage) throw new ProblemError(journal.damage);
    let state = foldEvents(id, journal.records);
    // A measurement that was under way when the program ended is over.
    state = { ...state, measuring: null };
    return {
      id,
      folder,
      state: () => state,
      async record(event) {
        state = applyRecord(state, await journal.append(event));
        return state;
      },
      async close() {
        await journal.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Every run in the folder, newest first; a damaged one is listed with its problem. */
export async function listRuns(root: string): Promise<RunSummary[]> {
  const names = await readdir(root).catch(() => []);
  const ids = names
    .filter((name) => idPattern.test(name))
    .sort()
    .reverse();
  const summaries = await Promise.all(ids.map((id) => summariseRun(root, id)));
  return summaries.filter((summary) => summary !== null);
}

async function summariseRun(root: string, id: string): Promise<RunSummary | null> {
  let records: readonly JournalRecord[] = [];
  let problem: RunSummary['problem'];
  try {
    const journal = await openJournal(join(root, id), { now, readOnly: true });
    records = journal.records;
    problem = journal.damage;
  } catch (error) {
    problem = toProblem(error);
  }
  // A folder without a single record was never a run.
  return records.length === 0 && problem === null ? null : { ...summarise(foldEvents(id, records)), problem };
}

function unknownRun(id: string): ProblemError {
  return new ProblemError({
    code: 'run/unknown',
    title: 'There is no such run.',
    detail: `"${id.slice(0, 40)}" was not found.`,
    hint: 'Go back to Start and choose a run from the list.',
  });
}
