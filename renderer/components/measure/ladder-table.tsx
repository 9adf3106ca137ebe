import { compareLadders } from '../../../shared/run/compare-ladders';
import { ladderRows } from '../../../shared/run/ladder-rows';
import { useRun } from '../../run-context';
import { ValueTable } from '../value-table';
import { Comparison } from './comparison';
import { Outdated } from './outdated';

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
        rows={ladderRows.map(([name, show]) => [name, ...ladders.map(show)])}
      />
    </>
  );
}
