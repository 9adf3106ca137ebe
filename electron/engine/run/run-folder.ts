import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { Connection } from '../../../shared/run/connection';
import type { JournalRecord, RunEvent } from '../../../shared/run/event';
import { applyRecord, cutOffMeasuring, foldEvents } from '../../../shared/run/fold';
import type { RunState, RunSummary } from '../../../shared/run/state';
import { summarise } from '../../../shared/run/summarise';
import { syncFolder, systemCode } from './durable';
import { openJournal, type OpenFile } from './journal';
import { journalProblem } from './journal-problem';
import { heldByOther, takeLock } from './lock';

/** An open run: its folded state, and the one way to change it. */
export type Run = {
  readonly id: string;
  readonly folder: string;
  state(): RunState;
  /** Everything recorded so far, in order. */
  records(): readonly JournalRecord[];
  /** Recorded on disk first, then folded. */
  record(event: RunEvent): Promise<RunState>;
  close(): Promise<void>;
};

const idPattern = /^\d{8}-\d{6}-[a-z0-9]{6}$/;
const now = () => new Date();

/** Makes the folder of a new run, on disk with its first record. Throws ProblemError 'journal/...'. */
export async function createRun(root: string, started: Extract<RunEvent, { type: 'run-started' }>): Promise<Run> {
  const stamp = now().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const id = `${stamp}-${randomBytes(3).toString('hex')}`;
  try {
    await mkdir(join(root, id), { recursive: true });
    await syncFolder(root);
  } catch (error) {
    throw new ProblemError(journalProblem(error));
  }
  const run = await openRun(root, id);
  try {
    await run.record(started);
    return run;
  } catch (error) {
    await run.close();
    throw error;
  }
}

/** Throws ProblemError 'run/unknown', 'run/in-use' or 'journal/...'. @param openFile see JournalOptions */
export async function openRun(root: string, id: string, openFile?: OpenFile): Promise<Run> {
  if (!idPattern.test(id)) throw unknownRun(id);
  const folder = join(root, id);
  const unlock = await takeLock(folder).catch((error: unknown) => {
    if (error instanceof ProblemError) throw error;
    throw systemCode(error) === 'ENOENT' ? unknownRun(id) : new ProblemError(journalProblem(error));
  });
  try {
    const journal = await openJournal(folder, { now, ...(openFile ? { openFile } : {}) });
    if (journal.damage) throw new ProblemError(journal.damage);
    // A measurement that was under way when the program ended is over.
    let state: RunState = { ...cutOffMeasuring(foldEvents(id, journal.records)), keptAside: journal.tornFile };
    return {
      id,
      folder,
      state: () => state,
      records: () => journal.records,
      async record(event) {
        const record = await journal.append(event);
        // Folded onto the state as it is by then: another record may have come in between.
        state = applyRecord(state, record);
        return state;
      },
      async close() {
        try {
          await journal.close();
        } finally {
          await unlock();
        }
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/**
 * The same run to be looked at only: nothing is locked, recorded or changed, and pages are turned in memory.
 * Throws ProblemError 'run/unknown' or 'journal/...' when there is nothing that can be read.
 * @param otherwise what keeps it from being continued, where its record is whole
 */
export async function readRun(root: string, id: string, otherwise: Problem): Promise<Run> {
  if (!idPattern.test(id)) throw unknownRun(id);
  const folder = join(root, id);
  const { records, damage } = await openJournal(folder, { now, readOnly: true });
  const why = damage ?? otherwise;
  if (records.length === 0) throw new ProblemError(why);
  let state: RunState = { ...cutOffMeasuring(foldEvents(id, records)), readOnly: why };
  return {
    id,
    folder,
    records: () => records,
    state: () => state,
    record(event) {
      if (event.type !== 'page-opened') return Promise.reject(new ProblemError(why));
      state = { ...state, page: event.page };
      return Promise.resolve(state);
    },
    close: () => Promise.resolve(),
  };
}

/** Every run in the folder, newest first; one that cannot be continued is listed with its problem. */
export async function listRuns(root: string): Promise<RunSummary[]> {
  const summaries = await Promise.all((await newestFirst(root)).map((id) => summariseRun(root, id)));
  return summaries.filter((summary) => summary !== null);
}

/** What was entered last on the user's own servers, so that nobody types it twice; a run that cannot be read has nothing to say. */
export async function lastConnection(root: string): Promise<Connection | null> {
  for (const id of await newestFirst(root)) {
    const journal = await openJournal(join(root, id), { now, readOnly: true }).catch(() => null);
    const { mode, connection } = foldEvents(id, journal?.records ?? []);
    if (mode === 'servers' && connection) return connection;
  }
  return null;
}

async function newestFirst(root: string): Promise<string[]> {
  const names = await readdir(root).catch((error: unknown): string[] => {
    if (systemCode(error) === 'ENOENT') return [];
    throw new ProblemError(journalProblem(error));
  });
  return names
    .filter((name) => idPattern.test(name))
    .sort()
    .reverse();
}

async function summariseRun(root: string, id: string): Promise<RunSummary | null> {
  const folder = join(root, id);
  let records: readonly JournalRecord[] = [];
  let problem: RunSummary['problem'];
  try {
    const journal = await openJournal(folder, { now, readOnly: true });
    records = journal.records;
    problem = journal.damage ?? (await heldByOther(folder));
  } catch (error) {
    problem = toProblem(error);
  }
  // A folder without a single record was never a run.
  if (records.length === 0 && problem === null) return null;
  const summary = summarise(foldEvents(id, records));
  return { ...summary, startedAt: summary.startedAt || startOf(id), problem };
}

/** 20261124-114503-7f3k2a began at 2026-11-24T11:45:03.000Z: all that is known of a run whose first line is damaged. */
function startOf(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6.000Z');
}

function unknownRun(id: string): ProblemError {
  return new ProblemError({
    code: 'run/unknown',
    title: 'There is no such run.',
    detail: `"${id.slice(0, 40)}" was not found.`,
    hint: 'Go back to Start and choose a run from the list.',
  });
}
