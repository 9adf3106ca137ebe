/** One setting of one target: the target's key, a blank, and the setting's name. */
export type SettingId = string;
export const idOf = (key: string, setting: string): SettingId => `${key} ${setting}`;

/** What was there before the run wrote, and what it wrote last. */
type Chain = { before: string; ours: string };

/** What must be on the servers, and what a run on them may take back: simple enough to be believed. */
export type Model = {
  values: ReadonlyMap<SettingId, string>;
  /** The last value that the run wrote. */
  lastWritten: ReadonlyMap<SettingId, string>;
  /** The run wrote it, after it had stood at what `values` say. */
  written(id: SettingId, after: string, isUndo: boolean): void;
  /** Somebody else wrote it. */
  foreign(id: SettingId, value: string): void;
  /** Where the run's own value stands: what an undo brings back. */
  toRestore(): Map<SettingId, string>;
  /** What was there before the run wrote; undefined where it has nothing to take back. */
  beforeRun(id: SettingId): string | undefined;
  /** A new run on the same servers. */
  newRun(): void;
};

export function createModel(initial: ReadonlyMap<SettingId, string>): Model {
  const values = new Map(initial);
  const chains = new Map<SettingId, Chain>();
  const lastWritten = new Map<SettingId, string>();
  return {
    values,
    lastWritten,
    written(id, after, isUndo) {
      const now = values.get(id) ?? '';
      const chain = chains.get(id);
      // On top of somebody else's value: that is what was there before, and must not be lost.
      if (isUndo) chains.delete(id);
      else chains.set(id, { before: chain?.ours === now ? chain.before : now, ours: after });
      values.set(id, after);
      lastWritten.set(id, after);
    },
    foreign: (id, value) => void values.set(id, value),
    toRestore() {
      const ours = [...chains].filter(([id, { before, ours }]) => values.get(id) === ours && before !== ours);
      return new Map(ours.map(([id, { before }]) => [id, before]));
    },
    beforeRun: (id) => chains.get(id)?.before,
    newRun() {
      chains.clear();
      lastWritten.clear();
    },
  };
}
