import { compareLadders, measuredLimit } from '../../../shared/run/compare-ladders';
import type { LadderResult } from '../../../shared/run/measurement';
import { useRun } from '../../run-context';
import { ValueTable } from '../value-table';
import { Comparison } from './comparison';
import { Outdated } from './outdated';

const rows: readonly [name: string, show: (ladder: LadderResult) => string][] = [
  ['Sessions of one source', measuredLimit],
  ['From', (ladder) => `${ladder.sourceAddress} (${ladder.origin === 'here' ? 'this computer' : ladder.machine})`],
  ['To', (ladder) => `${ladder.host}:${ladder.port}`],
  ['Then the server answered', (ladder) => ladder.refusal?.text ?? 'nothing: it refused none'],
];

/** Both ladders of the run side by side. */
export function LadderTable() {
  const { state } = useRun();
  const { ladder: before } = state.before;
  const { ladder: after } = state.after;
  const ladders = [before, after].filter((ladder) => ladder !== null);
  const compared = before && after ? compareLadders(before, after) : null;
  return (
    <>
      {after && <Outdated test="ladder" />}
      {compared && <Comparison notComparable={compared.notComparable} facts={[compared.fact]} />}
      <ValueTable
        caption="Connection ladder"
        columns={['Measured', ...ladders.map((ladder) => (ladder.phase === 'before' ? 'Before' : 'After'))]}
        rows={rows.map(([name, show]) => [name, ...ladders.map(show)])}
      />
    </>
  );
}
