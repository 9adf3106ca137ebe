import { Text } from '@fluentui/react-components';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { clientOf } from '../../../shared/run/client';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import type { RunState } from '../../../shared/run/state';
import { useRun } from '../../run-context';
import { SourceChoice, SourceWarning } from '../source-choice';
import type { Sources } from '../usual-source';

export type SmtpBurstSourceProps = {
  /** Null until they were read. */
  sources: Sources | null;
  chosen: string | null;
  isDisabled: boolean;
  onChoose: (address: string | null) => void;
};

/** From where to where the mails go: Exchange counts sessions, and chooses the connector, by the source. */
export function SmtpBurstSource({ sources, chosen, isDisabled, onChoose }: SmtpBurstSourceProps) {
  const { state } = useRun();
  return (
    <>
      <Text>Goes to {aimText(state)}.</Text>
      {sources && (
        <>
          <SourceChoice
            label="Send from"
            sources={sources}
            chosen={chosen}
            hasSystem={state.mode === 'servers'}
            isDisabled={isDisabled}
            onChoose={onChoose}
          />
          <SourceWarning source={state.source} chosen={chosen} />
        </>
      )}
    </>
  );
}

/** `ex10-hub1.corp.example:25, connector EX10-HUB1\Relay SQL`. */
function aimText(state: RunState): string {
  const [connector] = connectorsChosen(state);
  if (!connector) return 'the connector chosen on page 2';
  const host = state.hubs.find((hub) => hub.server === connector.server)?.fqdn ?? connector.server;
  const account = firstAccount(state.connection?.profile ?? '', state.accounts);
  return `${host}:${clientOf({ ...state, account }).port}, connector ${connector.identity}`;
}
