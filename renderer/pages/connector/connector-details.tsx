import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Text,
} from '@fluentui/react-components';
import { attributeVerdict, nineAttributes } from '../../../shared/exchange/attributes';
import type { Connector } from '../../../shared/exchange/connector';
import { explainLimit } from '../../../shared/exchange/effective-limit';
import { readAttribute, unreadableAttributes } from '../../../shared/exchange/attribute-types';
import type { Hub } from '../../../shared/exchange/hub';
import { attributeText, readConnectionLimits } from '../../../shared/exchange/limits';
import { Breakable } from '../../components/breakable';
import { CommandText } from '../../components/command-text';
import { Panel } from '../../components/panel';
import { StatusBadge } from '../../components/status-badge';
import { ValueTable } from '../../components/value-table';

const useStyles = makeStyles({ cell: { display: 'flex', flexDirection: 'column' } });
const badge = { good: 'passed', attention: 'warning', neutral: 'info' } as const;
const word = { good: 'Fine', attention: 'Look here', neutral: 'Note' } as const;

export type ConnectorDetailsProps = { connector: Connector; hubs: readonly Hub[] };

/** The nine attributes that matter, with what they mean; the rest as `fl` shows it. */
export function ConnectorDetails({ connector, hubs }: ConnectorDetailsProps) {
  const styles = useStyles();
  const width = Math.max(...Object.keys(connector.attributes).map((name) => name.length));
  const all = Object.keys(connector.attributes).map(
    (name) => `${name.padEnd(width)} : ${flText(connector.attributes[name] ?? '')}`,
  );
  const rate = hubs.find((hub) => hub.server === connector.server)?.maxConnectionRatePerMinute ?? null;
  return (
    <Panel title={connector.identity}>
      <Text>
        Sessions one source can hold at once: <strong>{explainLimit(readConnectionLimits(connector))}</strong>{' '}
        (expected; the ladder on the next page measures it).
      </Text>
      {rate !== null && (
        <Text>
          A third limit, for all connectors of {connector.server} together:{' '}
          {rate === 'unlimited' ? 'any number of' : rate} new connections a minute (MaxConnectionRatePerMinute).
          RelayTune does not change it.
        </Text>
      )}
      {unreadableAttributes(connector).map((reason) => (
        <StatusBadge key={reason} status="warning" word={reason} />
      ))}
      <ValueTable
        caption="The nine attributes that matter"
        columns={['Attribute', 'Value', 'Default', 'What it means here']}
        rows={nineAttributes.map((attribute) => {
          const verdict = attributeVerdict(attribute.name, connector);
          return [
            <span key="name" className={styles.cell}>
              <Text weight="semibold">
                <Breakable text={attribute.name} />
              </Text>
              <Text size={200}>{attribute.meaning}</Text>
            </span>,
            <span key="value" className={styles.cell}>
              <Text>{valueText(connector, attribute.name)}</Text>
              <Text size={200}>{attribute.unit}</Text>
            </span>,
            attribute.defaultText,
            <span key="verdict" className={styles.cell}>
              <StatusBadge status={badge[verdict.tone]} word={word[verdict.tone]} />
              <Text size={200}>{verdict.text}</Text>
            </span>,
          ];
        })}
      />
      <Accordion collapsible>
        <AccordionItem value="all">
          <AccordionHeader>All attributes as Get-ReceiveConnector | fl shows them</AccordionHeader>
          <AccordionPanel>
            <CommandText text={all.join('\n')} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </Panel>
  );
}

/** A version that lacks an attribute is told from one whose value is 0. */
function valueText(connector: Connector, name: string): string {
  const reading = readAttribute(connector, name);
  return reading.state === 'not in this version' ? 'not in this version' : (attributeText(connector, name) ?? '');
}

/** As `Format-List` writes a value: several in braces. */
const flText = (value: string | string[]) => (typeof value === 'string' ? value : `{${value.join(', ')}}`);
