import { Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import type { ConnectFormProps } from './connect-form-props';
import { invalid } from '../../components/invalid';
import { MoreChoices } from './more-choices';
import { useLocked } from './use-locked';
import { SqlFields } from './sql-fields';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
    gap: '16px 24px',
    alignItems: 'start',
  },
});

/** The fields of page 1, each with its message beside it. */
export function ConnectForm({ draft, messages, onChange }: ConnectFormProps) {
  const styles = useStyles();
  // A plan file's servers are fixed.
  const locked = useLocked();
  const input = (field: 'exchangeServer' | 'profile') => (
    <Input
      value={draft[field]}
      {...locked.input}
      onChange={(_event, data) => onChange({ ...draft, [field]: data.value })}
    />
  );
  return (
    <div className={styles.grid}>
      <Field
        label="Exchange server"
        hint={locked.hint ?? 'The hub transport server that takes the mail.'}
        {...invalid(messages.exchangeServer)}
      >
        {input('exchangeServer')}
      </Field>
      <SqlFields draft={draft} messages={messages} onChange={onChange} />
      <Field
        label="Database Mail profile"
        hint={locked.hint ?? 'The one that the failing mails use.'}
        {...invalid(messages.profile)}
      >
        {input('profile')}
      </Field>
      <Field
        label="Test mailboxes"
        hint="1 to 20 internal addresses, one a line; used in turn."
        {...invalid(messages.testMailboxes)}
      >
        <Textarea
          rows={4}
          value={draft.mailboxes}
          onChange={(_event, data) => onChange({ ...draft, mailboxes: data.value })}
        />
      </Field>
      <MoreChoices draft={draft} messages={messages} onChange={onChange} />
    </div>
  );
}
