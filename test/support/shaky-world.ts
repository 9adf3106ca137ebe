import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { WritableTarget } from '../../electron/engine/run/writable-target';
import type { JournalFile } from '../../electron/engine/run/journal';
import { ProblemError } from '../../shared/result';
import type { PlanTarget } from '../../shared/run/plan';

/** 'once': one operation fails. 'from-then-on': so do all after it, as when the program was killed. */
export type Breaking = 'once' | 'from-then-on';
/** Whether the failing operation took effect: not at all, in part (half a line, one setting of two), or wholly. */
export type Effect = 'none' | 'half' | 'whole';

/** Counts operations and breaks the n-th. */
export function createFaults(n: number, breaking: Breaking) {
  let count = 0;
  let broke: string | null = null;
  return {
    get broke() {
      return broke;
    },
    hits(operation: string): boolean {
      count += 1;
      if (count === n) broke = operation;
      return count === n || (breaking === 'from-then-on' && count > n);
    },
  };
}
export type Faults = ReturnType<typeof createFaults>;

const diskFull = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
const lost = () =>
  new ProblemError({ code: 'test/lost', title: 'The connection was lost.', detail: 'ECONNRESET', hint: 'Try again.' });

/** A disk whose writes and fsyncs can fail. */
export const shakyDisk =
  (faults: Faults, effect: Effect) =>
  async (path: string): Promise<JournalFile> => {
    const file = await open(path, 'a');
    return {
      async appendFile(data) {
        const text = String(data);
        const fails = faults.hits('append');
        const part = { none: '', half: text.slice(0, text.length / 2), whole: text }[effect];
        await file.appendFile(fails ? part : text);
        if (fails) throw diskFull();
      },
      async sync() {
        if (faults.hits('sync')) throw diskFull();
        await file.sync();
      },
      close: () => file.close(),
    };
  };

/** The servers' truth: settings by target name. */
export type Servers = Map<string, Record<string, string>>;

/** A target on the servers, whose reads and writes can fail. Notes every write made without an announcement on disk. */
export function shakyTarget(
  planned: PlanTarget,
  index: number,
  world: { servers: Servers; faults: Faults; effect: Effect; folder: string; unannounced: string[] },
): WritableTarget {
  const { servers, faults, effect } = world;
  const current = () => servers.get(planned.name) ?? {};
  return {
    read() {
      if (faults.hits('read')) return Promise.reject(lost());
      return Promise.resolve({ hash: JSON.stringify(current()), values: { ...current() } });
    },
    write() {
      if (!isAnnounced(world.folder, index)) world.unannounced.push(planned.name);
      const fails = faults.hits('write');
      const all = planned.changes.map((change) => [change.setting, change.after] as const);
      const made = fails ? all.slice(0, { none: 0, half: 1, whole: all.length }[effect]) : all;
      servers.set(planned.name, { ...current(), ...Object.fromEntries(made) });
      return fails ? Promise.reject(lost()) : Promise.resolve({ warnings: [], output: '' });
    },
  };
}

/** Looks at the bytes on disk, not through the journal. */
function isAnnounced(folder: string, target: number): boolean {
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
  return lines.some((line) => line.includes('"type":"change-announced"') && line.includes(`"target":${target}}`));
}
