import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  RadioGroup,
  Spinner,
  Text,
} from '@fluentui/react-components';
import { useState } from 'react';
import { rankConnectors } from '../../../shared/exchange/match';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { PageFrame } from '../../components/page-frame';
import { Panel } from '../../components/panel';
import { useOnOpen } from '../../components/use-on-open';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { ConnectorChoice } from './connector-choice';
import { ConnectorDetails } from './connector-details';

const useStyles = makeStyles({ choices: { alignItems: 'stretch', rowGap: '8px' } });

/** SMTP's own, until the account is known. */
const smtpPort = 25;

/** Page 2: which connector serves the SQL Server, and what its attributes mean. */
export function ConnectorPage() {
  const styles = useStyles();
  const { state, setState, open } = useRun();
  const reading = useCall();
  const [hint, setHint] = useState<string | null>(null);
  const choosing = useCall();
  useOnOpen(() => void readAll());

  /** The account's port decides which connectors can serve, so both are read. */
  async function readAll(): Promise<void> {
    const connectors = await reading.run('connectors.read', {});
    if (!connectors) return;
    setState(connectors);
    const accounts = await reading.run('accounts.read', {});
    if (accounts) setState(accounts);
  }

  const port = firstAccount(state.connection?.profile ?? '', state.accounts)?.port ?? smtpPort;
  const ranked = rankConnectors(state.connectors, { clientAddress: state.sourceAddress ?? '', port });
  const serving = ranked.filter((entry) => entry.serves);
  const others = ranked.filter((entry) => !entry.serves);
  const chosen = ranked.find((entry) => entry.connector.guid === state.connectorGuid);
  const isRead = ranked.length > 0 && (state.accounts.length > 0 || !reading.busy);

  async function choose(guid: string): Promise<void> {
    setHint(null);
    const answer = await choosing.run('connectors.choose', { guid });
    if (answer) setState(answer);
  }

  function next(): void {
    if (chosen?.serves && !chosen.notForThisFix) void open('measure');
    else setHint('Choose the connector that serves the SQL Server.');
  }

  return (
    <PageFrame
      title="Receive connector"
      purpose="Finds the receive connector that serves the SQL Server, and shows what holds it back. Nothing is changed here."
      problem={
        choosing.problem ??
        reading.problem ??
        (hint === null ? null : { code: 'page/not-yet', title: 'Not yet.', detail: hint, hint: '' })
      }
      back="connect"
      busy={reading.busy && !isRead}
      actions={
        <Button appearance="primary" onClick={next}>
          Next
        </Button>
      }
    >
      {reading.problem && (
        <div>
          <Button onClick={() => void readAll()}>Read again</Button>
        </div>
      )}
      {!isRead && !reading.problem && <Spinner label="Reading the receive connectors…" />}
      {isRead && (
        <RadioGroup
          className={styles.choices}
          aria-label="Receive connector"
          value={state.connectorGuid ?? ''}
          onChange={(_event, data) => void choose(data.value)}
        >
          <Panel title={`Serves ${state.sourceAddress ?? 'the SQL Server'} on port ${port}`}>
            {serving.length === 0 && <Text>No connector serves this address. Go back and check the servers.</Text>}
            {serving.map((entry) => (
              <ConnectorChoice key={entry.connector.guid} ranked={entry} />
            ))}
            {state.sourceProof === 'assumed' && (
              <Text size={200}>
                Address assumed: it is what the SQL Server is known by; no test mail has proven it.
              </Text>
            )}
          </Panel>
          {others.length > 0 && (
            <Accordion collapsible>
              <AccordionItem value="others">
                <AccordionHeader>Show {others.length} that do not serve this server</AccordionHeader>
                <AccordionPanel>
                  {others.map((entry) => (
                    <ConnectorChoice key={entry.connector.guid} ranked={entry} />
                  ))}
                </AccordionPanel>
              </AccordionItem>
            </Accordion>
          )}
        </RadioGroup>
      )}
      {chosen && <ConnectorDetails connector={chosen.connector} />}
    </PageFrame>
  );
}
