import { appliedChanges } from '../../../shared/run/summary-of-changes';
import { decideVerdict } from '../../../shared/run/verdict';
import type { RunState } from '../../../shared/run/state';

/** The result as plain text, for a ticket or a mail. */
export function resultText(state: RunState): string {
  const { verdict, rule, facts } = decideVerdict(state);
  const changes = appliedChanges(state).map(
    (change) => `  ${change.target}: ${change.setting} ${change.before} -> ${change.after}`,
  );
  return [
    `RelayTune run ${state.id}${state.mode === 'practice' ? ' (practice, times in lab time)' : ''}`,
    `Verdict: ${verdict}. ${rule}`,
    ...facts.map((fact) => `  ${fact}`),
    changes.length === 0 ? 'Nothing was changed.' : 'Changed:',
    ...changes,
    '',
  ].join('\n');
}
