import type { Plan } from '../../../shared/run/plan';
import { ValueTable } from '../value-table';
import { withUnit } from '../../../shared/run/with-unit';

/** What plans of a plan file change, as it was planned. */
export function PlannedValues({ plans }: { plans: readonly Plan[] }) {
  const rows = plans.flatMap(({ targets }) =>
    targets.flatMap(({ name, changes }) =>
      changes.map(({ setting, before, after }) => [
        name,
        setting,
        withUnit(setting, before),
        <strong key="after">{withUnit(setting, after)}</strong>,
      ]),
    ),
  );
  return <ValueTable caption="Planned values" columns={['Target', 'Setting', 'When planned', 'After']} rows={rows} />;
}
