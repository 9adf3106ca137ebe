import type { Problem } from '../../../shared/result';
import type { RunEvent } from '../../../shared/run/event';
import { systemCode } from './durable';

const noAccess = {
  code: 'journal/no-access',
  title: 'RelayTune may not write to its folder.',
  hint: 'Give your account write access to it, then open the run again.',
};

const remedies: Readonly<Record<string, { code: string; title: string; hint: string }>> = {
  ENOSPC: { code: 'journal/disk-full', title: 'The disk is full.', hint: 'Free some space, then open the run again.' },
  EACCES: noAccess,
  EPERM: noAccess,
  EROFS: {
    code: 'journal/read-only-disk',
    title: 'RelayTune’s folder is on a read-only disk.',
    hint: 'Use a folder that can be written, then start again.',
  },
};

const notDone = 'Nothing more was changed, because nothing is done that is not recorded first.';
const notTold =
  'The last act was carried out, but how it ended could not be recorded; the servers are read again when the run is opened.';
const startedAllTheSame =
  'Database Mail was started all the same, because no mail is sent while it is stopped. The run has no record of it and goes on saying that it is stopped, until it is opened again and asks the SQL Server.';

/** Of events that are recorded after what they tell of, or whose act does not wait for them. */
const consequences: Readonly<Partial<Record<RunEvent['type'], string>>> = {
  'change-finished': notTold,
  'change-failed': notTold,
  'queue-stopped': notTold,
  'queue-started': notTold,
  'queue-start-announced': startedAllTheSame,
};

/**
 * Why the run could not be recorded. An act that cannot be announced is not done, so nothing was changed by it; an act
 * whose outcome cannot be recorded was done, and is read again when the run is opened. Starting Database Mail is the one act that
 * is done although it cannot be announced (`startForNow`).
 */
export function journalProblem(error: unknown, event?: RunEvent['type']): Problem {
  const known = remedies[systemCode(error)] ?? {
    code: 'journal/unwritable',
    title: 'The run could not be recorded.',
    hint: 'Look at the folder that the text names, then open the run again.',
  };
  const consequence = (event && consequences[event]) ?? notDone;
  return { ...known, detail: `${consequence} ${error instanceof Error ? error.message : String(error)}` };
}
