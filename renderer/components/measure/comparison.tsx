import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import { LabTime } from './lab-time';

const useStyles = makeStyles({ facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px' } });

export type ComparisonProps = {
  /** Null where the two tests compare. */
  notComparable: string | null;
  facts: readonly string[];
  /** Whether there are times among the facts. */
  isTimed?: boolean;
};

/** What changed between two tests, in a line; or, before anything else, why they cannot be compared. */
export function Comparison({ notComparable, facts, isTimed = false }: ComparisonProps) {
  const styles = useStyles();
  if (notComparable !== null)
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Not comparable.</MessageBarTitle>
          {notComparable} The numbers stand side by side all the same; no change is concluded from them.
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <div className={styles.facts}>
      {facts.map((fact) => (
        <Text key={fact} weight="semibold">
          {fact}
        </Text>
      ))}
      {isTimed && <LabTime />}
    </div>
  );
}
