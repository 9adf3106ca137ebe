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

/** Events that follow an act on a server. */
const outcomes: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'change-finished',
  'change-failed',
  'queue-stopped',
  'queue-started',
]);

/**
 * Why the run could not be recorded. An act that cannot be announced is not done, so nothing was changed by it; an act
 * whose outcome cannot be recorded was done, and is read again when the run is opened.
 */
export function journalProblem(error: unknown, event?: RunEvent['type']): Problem {
  const known = remedies[systemCode(error)] ?? {
    code: 'journal/unwritable',
    title: 'The run could not be recorded.',
    hint: 'Look at the folder that the text names, then open the run again.',
  };
  const consequence =
    event !== undefined && outcomes.has(event)
      ? 'The last act was carried out, but how it ended could not be recorded; the servers are read again when the run is opened.'
      : 'Nothing was changed, because nothing is done that is not recorded first.';
  return { ...known, detail: `${consequence} ${error instanceof Error ? error.message : String(error)}` };
}
