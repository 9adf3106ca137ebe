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
import { attributeText, readConnectionLimits } from '../../../shared/exchange/limits';
import { Breakable } from '../../components/breakable';
import { CommandText } from '../../components/command-text';
import { Panel } from '../../components/panel';
import { StatusBadge } from '../../components/status-badge';
import { ValueTable } from '../../components/value-table';

const useStyles = makeStyles({ cell: { display: 'flex', flexDirection: 'column' } });
const badge = { good: 'passed', attention: 'warning', neutral: 'info' } as const;
const word = { good: 'Fine', attention: 'Look here', neutral: 'Note' } as const;

/** The nine attributes that matter, with what they mean; the rest as `fl` shows it. */
export function ConnectorDetails({ connector }: { connector: Connector }) {
  const styles = useStyles();
  const width = Math.max(...Object.keys(connector.attributes).map((name) => name.length));
  const all = Object.keys(connector.attributes).map(
    (name) => `${name.padEnd(width)} : ${attributeText(connector, name) ?? ''}`,
  );
  return (
    <Panel title={connector.identity}>
      <Text>
        Sessions one source can hold at once: <strong>{explainLimit(readConnectionLimits(connector))}</strong>{' '}
        (expected; the ladder on the next page measures it).
      </Text>
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
              <Text>{attributeText(connector, attribute.name) ?? 'missing'}</Text>
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
