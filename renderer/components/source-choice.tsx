import { Field, Select } from '@fluentui/react-components';
import type { Sources } from './use-sources';

/** In place of an address: RelayTune leaves it to the system. */
const byTheSystem = 'system';

export type SourceChoiceProps = {
  sources: Sources;
  /** Null leaves it to the system. */
  chosen: string | null;
  /** Whether the system's own choice can be had. */
  hasSystem: boolean;
  onChoose: (address: string | null) => void;
};

/** Which of this computer's addresses sessions are opened from. */
export function SourceChoice({ sources, chosen, hasSystem, onChoose }: SourceChoiceProps) {
  return (
    <Field label="Open the sessions from" hint="Exchange chooses the connector and counts sessions by this address.">
      <Select
        value={chosen ?? byTheSystem}
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
