import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import '../../shared/jitless';
import { settingsSchema, type Settings } from '../../shared/settings';

export type SettingsFile = {
  /** As they are now. */
  get(): Settings;
  /** Takes the change over, and writes it where that is possible: a folder that cannot be written costs the memory, not the work. */
  change(change: Partial<Settings>): void;
};

/**
 * The settings in a JSON file of their own. What is missing or damaged is as on the first start, each setting for itself. Read and
 * written at once: it is a line, and needed before there is a window and when there is none any more.
 */
export function openSettingsFile(path: string): SettingsFile {
  let settings = read(path);
  return {
    get: () => settings,
    change(change) {
      settings = { ...settings, ...change };
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        // Beside it first: a start that meets a half written file would have forgotten everything.
        writeFileSync(`${path}.new`, `${JSON.stringify(settings)}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        // See `change`.
      }
    },
  };
}

function read(path: string): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return settingsSchema.parse({});
  }
}
