import { Button, makeStyles, Text } from '@fluentui/react-components';
import { sqlEncryptionNames } from '../../../shared/database-mail/sql-session';
import { fullProtection } from '../../../shared/run/connection';
import type { ConnectFormProps } from './connect-form-props';

const useStyles = makeStyles({
  row: { display: 'flex', flexDirection: 'column', rowGap: '4px', alignItems: 'flex-start' },
  fingerprint: { overflowWrap: 'anywhere' },
});

/** How the session to SQL Server is protected, and the way back to full protection. */
export function Protection({ draft, onChange }: Pick<ConnectFormProps, 'draft' | 'onChange'>) {
  const styles = useStyles();
  const isFull = draft.sqlEncryption === 'tls' && draft.sqlCertificate === null;
  return (
    <div className={styles.row}>
      <Text>
        Session to SQL Server: {sqlEncryptionNames[draft.sqlEncryption]}
        {isFull && ', with a certificate that this computer trusts. Where the server cannot do that, RelayTune asks.'}
      </Text>
      {draft.sqlCertificate !== null && (
        <Text className={styles.fingerprint}>Accepted by you: the certificate {draft.sqlCertificate}</Text>
      )}
      {!isFull && (
        <Button size="small" onClick={() => onChange({ ...draft, ...fullProtection })}>
          Back to full protection
        </Button>
      )}
    </div>
  );
}
