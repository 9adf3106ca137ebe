import { makeStyles, Text } from '@fluentui/react-components';
import type { Consent } from '../../../shared/database-mail/sql-session';
import type { Check } from '../../../shared/run/connection';
import { CommandText } from '../../components/command-text';
import { Panel } from '../../components/panel';
import { StatusBadge } from '../../components/status-badge';
import { ValueTable } from '../../components/value-table';
import { ConsentPanel } from './consent-panel';

const useStyles = makeStyles({
  cell: { display: 'flex', flexDirection: 'column' },
  // Each way that was tried has a line of its own.
  reason: { whiteSpace: 'pre-line' },
});

export type CheckListProps = {
  checks: readonly Check[];
  busy: boolean;
  /** Null once another server stands in the form than the one that was checked. */
  onAgree: ((consent: Consent) => void) | null;
  /** The SQL Server that was checked. */
  sqlServer: string;
};

/** What was checked: outcome, what was found, and what to do about it. */
export function CheckList({ checks, busy, onAgree, sqlServer }: CheckListProps) {
  const styles = useStyles();
  const count = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length;
  return (
    <Panel title="What was found">
      <Text aria-live="polite">
        {count('passed')} passed, {count('warning')} {count('warning') === 1 ? 'warning' : 'warnings'},{' '}
        {count('blocked')} blocked.
      </Text>
      <ValueTable
        caption="Checks"
        columns={['Check', 'Outcome', 'What was found, and what to do']}
        rows={checks.map((check) => [
          check.title,
          <StatusBadge key="status" status={check.outcome} />,
          <span key="reason" className={styles.cell}>
            <Text className={styles.reason}>{check.reason}</Text>
            {check.remedy !== '' && <Text weight="semibold">{check.remedy}</Text>}
            {check.command !== null && <CommandText text={check.command} />}
            {check.consent !== null && onAgree !== null && (
              // Another question starts without the tick of the one before.
              <ConsentPanel
                key={JSON.stringify(check.consent)}
                consent={check.consent}
                server={sqlServer}
                busy={busy}
                onAgree={onAgree}
              />
            )}
          </span>,
        ])}
      />
    </Panel>
  );
}
