import type { PlanTarget } from './plan';
import type { RunState, TestKey } from './state';

/** The tests whose numbers a change changes: the Database Mail account's timeout is none of the SMTP client's, and acts change no setting. */
const testsChangedBy: Readonly<Record<PlanTarget['kind'], readonly TestKey[]>> = {
  connector: ['ladder', 'smtpBurst', 'burst'],
  account: ['burst'],
  queue: [],
  'test-mails': [],
};

/** The results after the changes that are older than a setting applied since, when a target of that kind has just been changed. */
export function outdatedSince(
  { after, outdated }: Pick<RunState, 'after' | 'outdated'>,
  kind: PlanTarget['kind'] | undefined,
): TestKey[] {
  const changed = (kind ? testsChangedBy[kind] : []).filter((test) => after[test] !== null);
  return [...new Set([...outdated, ...changed])];
}

/** What to say beside the result of that test after the changes; null where it is of the settings as they are. */
export const outdatedText = ({ outdated }: Pick<RunState, 'outdated'>, test: TestKey): string | null =>
  outdated.includes(test) ? 'Settings were changed after this test: test again.' : null;
