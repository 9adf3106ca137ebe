import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useState } from 'react';
import { smtpConnectionsSchema } from '../../../shared/run/smtp-burst';
import { invalid } from '../invalid';
import type { DraftMessages, SmtpBurstCaps, SmtpBurstDraft } from './smtp-burst-draft';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '12px', alignItems: 'flex-start' },
  narrow: { width: '120px' },
  wide: { width: '240px' },
  more: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
});

export type SmtpBurstFormProps = {
  draft: SmtpBurstDraft;
  caps: SmtpBurstCaps;
  messages: DraftMessages;
  isDisabled: boolean;
  onChange: (draft: SmtpBurstDraft) => void;
};

/** How many mails, over which connections, how fast; what seldom changes is folded away. */
export function SmtpBurstForm(props: SmtpBurstFormProps) {
  const styles = useStyles();
  const { draft, caps, messages, isDisabled, onChange } = props;
  const text = (name: 'mails' | 'sessions' | 'rate') => ({
    className: styles.narrow,
    value: draft[name],
    disabled: isDisabled,
    onChange: (_event: unknown, data: { value: string }) => onChange({ ...draft, [name]: data.value }),
  });
  return (
    <>
      <div className={styles.row}>
        <Field label="Mails to send by SMTP" {...invalid(messages.mails)}>
          <Input {...text('mails')} inputMode="numeric" />
        </Field>
        <Field label="Sessions at once" {...invalid(messages.sessions)}>
          <Input {...text('sessions')} inputMode="numeric" />
        </Field>
        <Field
          label="Mails a second"
          hint={caps.needsRate ? `${caps.rate} at most on real servers.` : 'Seconds of lab time. Nothing: all at once.'}
          {...invalid(messages.rate)}
        >
          <Input {...text('rate')} inputMode="decimal" placeholder={caps.needsRate ? '' : 'all at once'} />
        </Field>
      </div>
      <Field label="Connections">
        <RadioGroup
          layout="horizontal"
          value={draft.connections}
          disabled={isDisabled}
          onChange={(_event, data) => onChange({ ...draft, connections: smtpConnectionsSchema.parse(data.value) })}
        >
          <Radio value="one-per-mail" label="One for each mail: the worst case" />
          <Radio value="pooled" label="Kept open for the next mail: closest to Database Mail" />
        </RadioGroup>
      </Field>
      <More {...props} />
    </>
  );
}

function More({ draft, messages, isDisabled, onChange }: SmtpBurstFormProps) {
  const styles = useStyles();
  const [opened, setOpened] = useState(draft.encrypt || draft.signIn);
  const hasMessage = [messages.encrypt, messages.user, messages.password].some((message) => message !== undefined);
  return (
    <Accordion collapsible openItems={opened || hasMessage ? ['more'] : []} onToggle={() => setOpened(!opened)}>
      <AccordionItem value="more">
        <AccordionHeader>More choices for the SMTP burst</AccordionHeader>
        <AccordionPanel>
          <div className={styles.more}>
            <Field {...invalid(messages.encrypt)}>
              <Checkbox
                label="Encrypt each session (STARTTLS)"
                checked={draft.encrypt}
                disabled={isDisabled}
                onChange={(_event, data) => onChange({ ...draft, encrypt: data.checked === true })}
              />
            </Field>
            <Checkbox
              label="Sign in to the connector (AUTH)"
              checked={draft.signIn}
              disabled={isDisabled}
              onChange={(_event, data) => onChange({ ...draft, signIn: data.checked === true })}
            />
            {draft.signIn && (
              <div className={styles.row}>
                <Field label="User" {...invalid(messages.user)}>
                  <Input
                    className={styles.wide}
                    disabled={isDisabled}
                    value={draft.user}
                    onChange={(_event, data) => onChange({ ...draft, user: data.value })}
                    autoComplete="off"
                    maxLength={256}
                  />
                </Field>
                <Field label="Password" hint="For this test alone; it is kept nowhere." {...invalid(messages.password)}>
                  <Input
                    className={styles.wide}
                    disabled={isDisabled}
                    type="password"
                    value={draft.password}
                    onChange={(_event, data) => onChange({ ...draft, password: data.value })}
                    autoComplete="off"
                    maxLength={256}
                  />
                </Field>
              </div>
            )}
          </div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
