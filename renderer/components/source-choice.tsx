import { Field, Select } from '@fluentui/react-components';
import { addressesOf, sourceText, type Source } from '../../shared/exchange/source';
import { StatusBadge } from './status-badge';
import type { Sources } from './usual-source';

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

type SourceWarningProps = {
  source: Source;
  chosen: string | null;
  /** What to do instead, as a sentence. */
  instead?: string;
};

/** That a test does not come from where the SQL Server's mail comes from, or that nobody knows; nothing where it does. */
export function SourceWarning({ source, chosen, instead = '' }: SourceWarningProps) {
  const own = addressesOf(source);
  if (chosen !== null && own.includes(chosen)) return null;
  const isKnown = chosen !== null && own.length > 0;
  const word = `This ${isKnown ? 'is not' : 'may not be'} the SQL Server’s address (${sourceText(source)}): another connector may answer, and its limits count for this address alone.`;
  return <StatusBadge status="warning" word={`${word} ${instead}`.trim()} />;
}
