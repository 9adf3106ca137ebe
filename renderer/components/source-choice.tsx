import { Field, Select } from '@fluentui/react-components';
import type { Sources } from './use-sources';

/** In place of an address: RelayTune leaves it to the system. */
const byTheSystem = 'system';

export type SourceChoiceProps = {
  label: string;
  sources: Sources;
  /** Null leaves it to the system. */
  chosen: string | null;
  /** Whether the system's own choice can be had. */
  hasSystem: boolean;
  isDisabled?: boolean;
  onChoose: (address: string | null) => void;
};

/** Which of this computer's addresses sessions are opened from. */
export function SourceChoice(props: SourceChoiceProps) {
  const { label, sources, chosen, hasSystem, isDisabled = false, onChoose } = props;
  return (
    <Field label={label} hint="Exchange chooses the connector and counts sessions by this address.">
      <Select
        value={chosen ?? byTheSystem}
        disabled={isDisabled}
        onChange={(_event, data) => onChoose(data.value === byTheSystem ? null : data.value)}
      >
        {hasSystem && <option value={byTheSystem}>the address that this computer chooses</option>}
        {sources.map(({ address, name, isSqlServer }) => (
          <option key={address} value={address}>
            {`${address} (${isSqlServer ? 'the SQL Server’s' : name})`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
