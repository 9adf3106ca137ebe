import { Badge, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components';
import type { Account } from '../../../shared/database-mail/account';
import { replyClassSchema } from '../../../shared/smtp/reply-class';
import { describeReplyClass } from '../../../shared/smtp/classify';
import { Panel } from '../../components/panel';

const useStyles = makeStyles({
  account: { display: 'flex', flexDirection: 'column', paddingBottom: '8px' },
  title: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  facts: { paddingLeft: '36px' },
});

export type AccountListProps = {
  accounts: readonly Account[];
  chosen: Account;
  /** The one that the run's profile uses first. */
  suggested: Account | null;
  onChoose: (accountId: number) => void;
};

/** Accounts by what tells them apart; never by a bare id. */
export function AccountList({ accounts, chosen, suggested, onChoose }: AccountListProps) {
  const styles = useStyles();
  return (
    <Panel title="Which account">
      <RadioGroup
        aria-label="Database Mail account"
        value={String(chosen.accountId)}
        onChange={(_event, data) => onChoose(Number(data.value))}
      >
        {accounts.map((account) => (
          <div key={account.accountId} className={styles.account}>
            <span className={styles.title}>
              <Radio value={String(account.accountId)} label={account.name} />
              {account.accountId === suggested?.accountId && <Badge color="success">Used by your profile</Badge>}
            </span>
            <Text size={200} className={styles.facts}>
              {account.emailAddress} · {profilesText(account)} · sends to {account.serverName}:{account.port} · timeout{' '}
              {account.timeout === null ? 'not set' : `${account.timeout} s`} · {signInText(account)} · account_id{' '}
              {account.accountId}
            </Text>
            <Text size={200} className={styles.facts}>
              {failuresText(account)}
            </Text>
          </div>
        ))}
      </RadioGroup>
    </Panel>
  );
}

function profilesText(account: Account): string {
  const names = account.profiles.map((profile) => profile.name);
  return names.length === 0 ? 'no profile uses it' : `profile ${names.join(', ')}`;
}

function signInText(account: Account): string {
  if (account.signIn === 'login') return `signs in as ${account.username ?? ''}`;
  return account.signIn === 'windows' ? 'signs in as the service account' : 'anonymous';
}

function failuresText(account: Account): string {
  if (account.recentFailures.length === 0) return 'No failures in the last seven days (newest 20,000 log rows).';
  const causes = account.recentFailures.map((entry) => `${titleOf(entry.cause)}: ${entry.mails} mails`);
  return `Failures in the last seven days: ${causes.join('; ')}.`;
}

function titleOf(cause: string): string {
  const known = replyClassSchema.safeParse(cause);
  return known.success ? describeReplyClass(known.data).title : cause;
}
