import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { wayChoices, wayChoiceSchema, wayNames, wayNeeds } from '../../../shared/exchange/ways';
import { useRun } from '../../run-context';
import type { ConnectFormProps } from './connect-form-props';
import { invalid } from '../../components/invalid';
import { Protection } from './protection';

const useStyles = makeStyles({
  all: { gridColumn: '1 / -1' },
  panel: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
});

/** What seldom needs to be said: how to sign in to Exchange, which connectors to read, where the mail comes from. */
export function MoreChoices({ draft, messages, onChange }: ConnectFormProps) {
  const styles = useStyles();
  const { state } = useRun();
  const [opened, setOpened] = useState(false);
  const hasMessage = messages.sqlAddresses !== undefined;
  return (
    <Accordion
      className={styles.all}
      collapsible
      openItems={opened || hasMessage ? ['more'] : []}
      onToggle={() => setOpened(!opened)}
    >
      <AccordionItem value="more">
        <AccordionHeader>More choices</AccordionHeader>
        <AccordionPanel>
          <div className={styles.panel}>
            {state.mode === 'servers' && (
              <Field label="Sign in to Exchange" hint={wayNeeds[draft.exchangeWay]}>
                <RadioGroup
                  value={draft.exchangeWay}
                  onChange={(_event, data) => onChange({ ...draft, exchangeWay: wayChoiceSchema.parse(data.value) })}
                >
                  {wayChoices.map((way) => (
                    <Radio key={way} value={way} label={wayNames[way]} />
                  ))}
                </RadioGroup>
              </Field>
            )}
            {state.mode === 'servers' && <Protection draft={draft} onChange={onChange} />}
            <Field label="Receive connectors to read">
              <RadioGroup
                value={draft.connectorScope}
                onChange={(_event, data) =>
                  onChange({ ...draft, connectorScope: data.value === 'server' ? 'server' : 'organisation' })
                }
              >
                <Radio value="organisation" label="Those of all hubs, since mail may reach any of them" />
                <Radio value="server" label="Those of the named Exchange server alone" />
              </RadioGroup>
            </Field>
            <Field
              label="Addresses that the SQL Server’s mail comes from"
              hint="IP addresses, one a line. Left empty, RelayTune looks for them and says how sure it is."
              {...invalid(messages.sqlAddresses)}
            >
              <Textarea
                rows={2}
                value={draft.addresses}
                onChange={(_event, data) => onChange({ ...draft, addresses: data.value })}
              />
            </Field>
          </div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
