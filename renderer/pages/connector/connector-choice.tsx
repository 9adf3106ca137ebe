import { Badge, Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { memo, useId } from 'react';
import type { RankedConnector } from '../../../shared/exchange/match';
import { attributeText } from '../../../shared/exchange/limits';

const useStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column', paddingBottom: '8px' },
  title: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  // It cannot be chosen, and is there to be read all the same.
  name: { color: tokens.colorNeutralForeground2 },
  reason: { paddingLeft: '36px' },
});

export type ConnectorChoiceProps = {
  ranked: RankedConnector;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

/** One connector to choose. One that this fix does not belong on cannot be chosen. */
export const ConnectorChoice = memo(function ConnectorChoice({ ranked, checked, onChange }: ConnectorChoiceProps) {
  const styles = useStyles();
  const reasonId = useId();
  const { connector, notForThisFix, reason, serves } = ranked;
  return (
    <div className={styles.choice}>
      <span className={styles.title}>
        <Checkbox
          checked={checked}
          onChange={(_event, data) => onChange(data.checked === true)}
          label={{ children: connector.identity, className: styles.name }}
          aria-describedby={reasonId}
          disabled={notForThisFix || !serves}
        />
        {notForThisFix && <Badge color="danger">Not for this fix</Badge>}
        {serves && !notForThisFix && <Badge color="success">Serves the SQL Server</Badge>}
      </span>
      <Text id={reasonId} size={200} className={styles.reason}>
        {reason} From {attributeText(connector, 'RemoteIPRanges')}, listening on {attributeText(connector, 'Bindings')}.
      </Text>
    </div>
  );
});
