import { outdatedText } from '../../../shared/run/outdated';
import type { TestKey } from '../../../shared/run/state';
import { useRun } from '../../run-context';
import { StatusBadge } from '../status-badge';

/** Said above the result of a test after the changes that is older than one of them. */
export function Outdated({ test }: { test: TestKey }) {
  const text = outdatedText(useRun().state, test);
  return text === null ? null : <StatusBadge status="warning" word={text} />;
}
