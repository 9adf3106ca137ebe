import type { Problem } from '../../../shared/result';

const remedies: Readonly<Record<string, { code: string; title: string; hint: string }>> = {
  ENOSPC: { code: 'journal/disk-full', title: 'The disk is full.', hint: 'Free some space, then open the run again.' },
  EACCES: {
    code: 'journal/no-access',
    title: 'RelayTune may not write to its folder.',
    hint: 'Give your account write access to it, then open the run again.',
  },
  EPERM: {
    code: 'journal/no-access',
    title: 'RelayTune may not write to its folder.',
    hint: 'Give your account write access to it, then open the run again.',
  },
  EROFS: {
    code: 'journal/read-only-disk',
    title: 'RelayTune’s folder is on a read-only disk.',
    hint: 'Use a folder that can be written, then start again.',
  },
};

/** Why the run could not be recorded. What cannot be recorded is not done, so nothing was changed by it. */
export function journalProblem(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = remedies[code] ?? {
    code: 'journal/unwritable',
    title: 'The run could not be recorded.',
    hint: 'Look at the folder that the text names, then open the run again.',
  };
  const detail = `Nothing was changed, because nothing is done that is not recorded first. ${error instanceof Error ? error.message : String(error)}`;
  return { ...known, detail };
}
