import { Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { sqlSignInNames, sqlSignInNeeds, sqlSignInSchema } from '../../../shared/database-mail/sql-session';
import { useRun } from '../../run-context';
import { withSqlServer } from './connect-draft';
import type { ConnectFormProps } from './connect-form-props';
import { invalid } from '../../components/invalid';
import { useLocked } from './use-locked';

const useStyles = makeStyles({ all: { gridColumn: '1 / -1' } });

/** Which SQL Server, and how to sign in to it. Practice has SQL Server logins only. */
export function SqlFields({ draft, messages, onChange }: ConnectFormProps) {
  const styles = useStyles();
  const { state } = useRun();
  const locked = useLocked();
  const isPractice = state.mode === 'practice';
  const isDomainUser = draft.sqlSignIn === 'domainUser';
  return (
    <>
      <Field
        label="SQL Server"
        hint={locked.hint ?? 'HOST, HOST\\INSTANCE or HOST,PORT.'}
        {...invalid(messages.sqlServer)}
      >
        <Input
          value={draft.sqlServer}
          {...locked.input}
          onChange={(_event, data) => onChange(withSqlServer(draft, data.value, isPractice))}
        />
      </Field>
      {!isPractice && (
        <Field className={styles.all} label="Sign in to SQL Server as" hint={sqlSignInNeeds[draft.sqlSignIn]}>
          <RadioGroup
            layout="horizontal"
            value={draft.sqlSignIn}
            onChange={(_event, data) => onChange({ ...draft, sqlSignIn: sqlSignInSchema.parse(data.value) })}
          >
            {sqlSignInSchema.options.map((kind) => (
              <Radio key={kind} value={kind} label={sqlSignInNames[kind]} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {draft.sqlSignIn !== 'windowsUser' && (
        <>
          <Field
            label={isDomainUser ? 'Domain user' : 'SQL Server login'}
            hint={
              isDomainUser
                ? 'DOMAIN\\user; a member of sysadmin can do every step.'
                : 'A member of sysadmin can do every step.'
            }
            {...invalid(messages.sqlUser)}
          >
            <Input value={draft.sqlUser} onChange={(_event, data) => onChange({ ...draft, sqlUser: data.value })} />
          </Field>
          <Field label="Password" hint="Kept in memory for this run only." {...invalid(messages.sqlPassword)}>
            <Input
              type="password"
              value={draft.sqlPassword}
              onChange={(_event, data) => onChange({ ...draft, sqlPassword: data.value })}
            />
          </Field>
        </>
      )}
    </>
  );
}
