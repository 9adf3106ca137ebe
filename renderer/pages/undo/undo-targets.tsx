import { Field, Radio, RadioGroup, Text } from '@fluentui/react-components';
import type { UndoRow } from '../../../shared/run/undo';
import { Panel } from '../../components/panel';
import { StatusBadge, type Status } from '../../components/status-badge';
import { ValueTable } from '../../components/value-table';
import { withUnit } from '../../../shared/run/with-unit';

type Choices = {
  /** Those of `rows` whose other value is taken back all the same. */
  overwritten: readonly UndoRow[];
  onChoose: (row: UndoRow, isTakenBack: boolean) => void;
};

const states: Readonly<Record<UndoRow['status'], { status: Status; word: string }>> = {
  ours: { status: 'info', word: 'As RelayTune set it' },
  back: { status: 'passed', word: 'As before this run' },
  'may-change': { status: 'warning', word: 'As before this run, but may still be changed' },
  'changed-since': { status: 'warning', word: 'Changed by somebody else since' },
  unreadable: { status: 'blocked', word: 'Could not be read' },
};

/** What this run changed, one table a target; where somebody else's value stands now, the choice what becomes of it. */
export function UndoTargets({ rows, ...choices }: { rows: readonly UndoRow[] } & Choices) {
  const ids = [...new Set(rows.map(idOf))];
  return ids.map((id) => <Target key={id} rows={rows.filter((row) => idOf(row) === id)} {...choices} />);
}

/** The tables of several targets stand below each other. */
const widths = [29, 15, 16, 15, 25];

const idOf = ({ kind, key }: UndoRow) => `${kind} ${key}`;

function Target({ rows, overwritten, onChoose }: { rows: readonly UndoRow[] } & Choices) {
  const name = rows[0]?.name ?? '';
  const reasons = [...new Set(rows.map((row) => row.reason).filter((reason) => reason !== ''))];
  return (
    <Panel title={name}>
      <ValueTable
        caption={`What this run changed on ${name}`}
        columns={['Setting', 'Before this run', 'Set by RelayTune', 'Now', 'State']}
        widths={widths}
        rows={rows.map(({ setting, before, ours, now, status }) => [
          setting,
          withUnit(setting, before),
          withUnit(setting, ours),
          now === null ? 'unknown' : withUnit(setting, now),
          <StatusBadge key="state" {...states[status]} />,
        ])}
      />
      {reasons.map((reason) => (
        <Text key={reason}>{reason}</Text>
      ))}
      {rows
        .filter((row) => row.status === 'changed-since')
        .map((row) => (
          <Choice
            key={row.setting}
            row={row}
            isTakenBack={overwritten.some((other) => idOf(other) === idOf(row) && other.setting === row.setting)}
            onChoose={onChoose}
          />
        ))}
    </Panel>
  );
}

function Choice({ row, isTakenBack, onChoose }: { row: UndoRow; isTakenBack: boolean } & Pick<Choices, 'onChoose'>) {
  const { setting, before, ours, now } = row;
  return (
    <Field
      label={`${setting}: RelayTune set ${withUnit(setting, ours)}, and somebody else has set ${withUnit(setting, now ?? '')} since`}
    >
      <RadioGroup
        value={isTakenBack ? 'back' : 'leave'}
        onChange={(_event, data) => onChoose(row, data.value === 'back')}
      >
        <Radio value="leave" label={`Leave it at ${withUnit(setting, now ?? '')}`} />
        <Radio value="back" label={`Take it back to ${withUnit(setting, before)} all the same`} />
      </RadioGroup>
    </Field>
  );
}
