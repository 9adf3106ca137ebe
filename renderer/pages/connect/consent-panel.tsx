import { Button, Checkbox, Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { consentTexts, type Consent } from '../../../shared/database-mail/sql-session';
import { CommandText } from '../../components/command-text';
import { focusFirstInvalid } from '../../components/focus-first-invalid';
import { invalid } from '../../components/invalid';
import { ValueTable } from '../../components/value-table';
import { formatCertificateTime } from '../../components/when';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    alignItems: 'flex-start',
    marginTop: '8px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

export type ConsentPanelProps = {
  consent: Consent;
  server: string;
  busy: boolean;
  onAgree: (consent: Consent) => void;
};

/** Asks before a session is protected less than it could be: what it means, a tick, and a button that names the act. */
export function ConsentPanel({ consent, server, busy, onAgree }: ConsentPanelProps) {
  const styles = useStyles();
  const [isTicked, setIsTicked] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const text = consentTexts[consent.kind];

  function agree({ currentTarget }: MouseEvent): void {
    if (isTicked) return onAgree(consent);
    flushSync(() => setIsMissing(true));
    focusFirstInvalid(currentTarget);
  }

  return (
    <div className={styles.panel} role="group" aria-label={text.title}>
      <Text weight="semibold">
        {server}: {text.title}
      </Text>
      <Text>{text.meaning}</Text>
      {consent.kind === 'certificate' && (
        <ValueTable
          caption="The server’s certificate"
          columns={['Certificate', 'What it says']}
          rows={[
            ['SHA-256 fingerprint', <CommandText key="fingerprint" text={consent.certificate.fingerprint} />],
            ['SHA-1 thumbprint', <CommandText key="thumbprint" text={consent.certificate.thumbprint} />],
            ['Made out to', consent.certificate.subject],
            ['Made out by', consent.certificate.issuer],
            [
              'Valid',
              `${formatCertificateTime(consent.certificate.validFrom)} to ${formatCertificateTime(consent.certificate.validTo)}`,
            ],
          ]}
        />
      )}
      <Field {...invalid(isMissing && !isTicked ? 'Tick this to go on.' : undefined)}>
        <Checkbox
          checked={isTicked}
          onChange={(_event, data) => setIsTicked(data.checked === true)}
          label={text.tick}
        />
      </Field>
      <Button disabledFocusable={busy} onClick={agree}>
        {text.act}
      </Button>
    </div>
  );
}
