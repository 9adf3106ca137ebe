import { Badge, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components';
import type { Account } from '../../../shared/database-mail/account';
import { profilesText, signInText, recentUseText } from '../../../shared/database-mail/account-text';
import { timeoutMeaning } from '../../../shared/database-mail/timeout';
import { accountHub } from '../../../shared/run/account-hub';
import { describeReplyClass } from '../../../shared/smtp/reply-meaning';
import { replyClassSchema } from '../../../shared/smtp/reply-class';
import { Panel } from '../../components/panel';
import { useRun } from '../../run-context';
import { ServerTable } from './server-table';

const useStyles = makeStyles({
  account: { display: 'flex', flexDirection: 'column', paddingBottom: '8px' },
  title: { display: 'flex', alignItems: 'center', columnGap: '8px', flexWrap: 'wrap' },
  facts: { paddingLeft: '36px' },
});

export type AccountListProps = {
  accounts: readonly Account[];
  chosen: Account;
  /** Those of the run's profile, in the order in which they are tried. */
  ofProfile: readonly Account[];
  onChoose: (accountId: number) => void;
};

/** Accounts by what tells them apart; never by a bare id. */
export function AccountList({ accounts, chosen, ofProfile, onChoose }: AccountListProps) {
  const styles = useStyles();
  const { state } = useRun();
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
              {account === ofProfile[0] && <Badge color="success">Used by your profile</Badge>}
              {ofProfile.indexOf(account) > 0 && <Badge color="informative">Used when the first fails</Badge>}
              {accountHub(account, state) === 'other' && <Badge color="warning">Not one of the chosen hubs</Badge>}
            </span>
            <Text size={200} className={styles.facts}>
              {account.emailAddress} · {profilesText(account, accounts)} · sends to {account.serverName}:{account.port}{' '}
              · timeout {timeoutMeaning(account.timeout)} · {signInText(account)}
              {account.enableSsl ? ' · TLS' : ''}
            </Text>
            <Text size={200} className={styles.facts}>
              {recentUseText(account)} · {failuresText(account)}
            </Text>
          </div>
        ))}
      </RadioGroup>
      <ServerTable accounts={accounts} />
    </Panel>
  );
}

function failuresText(account: Account): string {
  if (account.recentFailures.length === 0) return 'no failures in the last seven days';
  const causes = account.recentFailures.map((entry) => `${titleOf(entry.cause)}: ${entry.mails} mails`);
  return `failures in the last seven days: ${causes.join('; ')}`;
}

function titleOf(cause: string): string {
  const known = replyClassSchema.safeParse(cause);
  return known.success ? describeReplyClass(known.data).title : cause;
}
