import { changesSettings, type ChangeStep } from './plan';
import type { RunState, TestKey } from './state';

/** The tests whose numbers a step changes: the Database Mail account's timeout is none of the SMTP client's. */
const testsChangedBy = (step: ChangeStep): readonly TestKey[] => {
  if (!changesSettings(step)) return [];
  return step === 'timeout' ? ['burst'] : ['ladder', 'smtpBurst', 'burst'];
};

/** The results after the changes that are older than a setting applied since, when `step` has just been applied. */
export function outdatedSince({ after, outdated }: Pick<RunState, 'after' | 'outdated'>, step: ChangeStep): TestKey[] {
  const changed = testsChangedBy(step).filter((test) => after[test] !== null);
  return [...new Set([...outdated, ...changed])];
}

/** What to say beside the result of that test after the changes; null where it is of the settings as they are. */
export const outdatedText = ({ outdated }: Pick<RunState, 'outdated'>, test: TestKey): string | null =>
  outdated.includes(test) ? 'Settings were changed after this test: test again.' : null;
