import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Spinner,
  Text,
} from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { serversOf } from '../../../shared/exchange/connector';
import { fittingConnectors, rankConnectors } from '../../../shared/exchange/match';
import { sourceText } from '../../../shared/exchange/source';
import { fileConnectors } from '../../../shared/run/plan-file';
import { clientOf } from '../../../shared/run/client';
import { useMainAppearance } from '../../components/interrupted-here';
import { PageFrame } from '../../components/page-frame';
import { Panel } from '../../components/panel';
import { FileConnectors } from '../../components/plan-file/file-connectors';
import { useOnOpen } from '../../components/use-on-open';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { ConnectorChoice } from './connector-choice';
import { ConnectorDetails } from './connector-details';
import { SourceProof } from './source-proof';

/** A list as long as this takes the page a moment to draw, so it is drawn in parts. */
const shownAtFirst = 10;

/** One and the same for all, so that those already drawn are not drawn again with every part. */
const nothingToChoose = () => undefined;

/** Page 2: which connectors serve the SQL Server, and what their attributes mean. */
export function ConnectorPage() {
  const { state, setState, open } = useRun();
  const reading = useCall();
  const choosing = useCall();
  const main = useMainAppearance();
  const [hint, setHint] = useState<string | null>(null);
  const [shown, setShown] = useState(shownAtFirst);
  useOnOpen(() => void readAll());

  /** The account's port decides which connectors can serve, so both are read. */
  async function readAll(): Promise<void> {
    const connectors = await reading.run('connectors.read', {});
    if (!connectors) return;
    setState(connectors);
    const accounts = await reading.run('accounts.read', {});
    if (accounts) setState(accounts);
  }

  const { connectors, hubs, source } = state;
  const account = firstAccount(state.connection?.profile ?? '', state.accounts);
  const client = useMemo(() => clientOf({ source, hubs, account }), [source, hubs, account]);
  const ranked = useMemo(() => rankConnectors(connectors, client), [connectors, client]);
  const serving = ranked.filter((entry) => entry.serves);
  const others = ranked.filter((entry) => !entry.serves);
  const fitting = fittingConnectors(ranked);
  const isRead = ranked.length > 0 && (state.accounts.length > 0 || !reading.busy);
  const known = new Set(fitting.map((entry) => entry.connector.guid));
  // Until the user says otherwise every connector that the fix belongs on is chosen: one hub left out is one that still refuses.
  const ofFile = state.planFile ? fileConnectors(state.planFile) : [];
  const ownChoice =
    state.connectorGuids.length > 0 ? state.connectorGuids.filter((guid) => known.has(guid)) : [...known];

  const chosen = ofFile.length > 0 ? ofFile : ownChoice;

  async function choose(guids: readonly string[]): Promise<boolean> {
    setHint(null);
    const answer = await choosing.run('connectors.choose', { guids: [...guids] });
    if (answer) setState(answer);
    return answer !== null;
  }

  function toggle(guid: string, checked: boolean): void {
    if (ofFile.length > 0) {
      setHint('The plan file names its connectors: all of them are changed, and no others.');
      return;
    }
    const next = fitting
      .map((entry) => entry.connector.guid)
      .filter((each) => (each === guid ? checked : chosen.includes(each)));
    if (next.length > 0) void choose(next);
    else setHint('Leave at least one connector chosen: without one there is nothing to change.');
  }

  async function next(): Promise<void> {
    if (chosen.length === 0)
      setHint('No connector that serves the SQL Server can be changed. See page 1 for the way out.');
    else if (await choose(chosen)) await open('measure');
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
        <Button appearance={main} onClick={() => void next()} disabledFocusable={choosing.busy}>
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
        <>
          {state.planFile && (
            <FileConnectors file={state.planFile} read={connectors.map((one) => one.guid)} fitting={[...known]} />
          )}
          <Panel title={`Serves ${sourceText(source)} on port ${client.port}`}>
            {serving.length === 0 && <Text>No connector does.</Text>}
            {serversOf(fitting.map((entry) => entry.connector)).length > 1 && (
              <Text>
                Each of these hubs serves the SQL Server by its own connector. Change them all: one that is left out
                goes on refusing.
              </Text>
            )}
            {serving.map((entry) => (
              <ConnectorChoice
                key={entry.connector.guid}
                ranked={entry}
                checked={chosen.includes(entry.connector.guid)}
                onChange={(checked) => toggle(entry.connector.guid, checked)}
              />
            ))}
            <SourceProof />
          </Panel>
          {others.length > 0 && (
            <Accordion collapsible>
              <AccordionItem value="others">
                <AccordionHeader>Show {others.length} that do not serve this server</AccordionHeader>
                <AccordionPanel>
                  {others.slice(0, shown).map((entry) => (
                    <ConnectorChoice
                      key={entry.connector.guid}
                      ranked={entry}
                      checked={false}
                      onChange={nothingToChoose}
                    />
                  ))}
                  {others.length > shown && (
                    <Button onClick={() => setShown(shown + shownAtFirst)}>
                      Show {Math.min(shownAtFirst, others.length - shown)} more of {others.length - shown}
                    </Button>
                  )}
                </AccordionPanel>
              </AccordionItem>
            </Accordion>
          )}
          {fitting
            .filter((entry) => chosen.includes(entry.connector.guid))
            .map((entry) => (
              <ConnectorDetails key={entry.connector.guid} connector={entry.connector} hubs={hubs} />
            ))}
        </>
      )}
    </PageFrame>
  );
}
