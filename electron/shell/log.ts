import { join } from 'node:path';
import { app } from 'electron';
import { knownSecrets, type KnownSecrets } from '../ipc/known-secrets';
import { openLogFile, type LogFile } from './log-file';

export type Log = LogFile & { folder: string; secrets: KnownSecrets };

/** The program's log, below its data folder, and the secrets that no line of it may hold. It begins with what runs. */
export function startLog(): Log {
  const folder = join(app.getPath('userData'), 'logs');
  const secrets = knownSecrets();
  const log = openLogFile({ folder, scrub: secrets.scrub });
  const { platform, versions } = process;
  void log.write({ event: 'program-started', version: app.getVersion(), electron: versions.electron, platform });
  process.on('uncaughtExceptionMonitor', (error) => {
    void log.write({ event: 'program-failed', error: error.stack ?? error.message });
  });
  return { ...log, folder, secrets };
}
