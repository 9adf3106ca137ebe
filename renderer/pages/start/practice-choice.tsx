import { makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { practiceScenarios } from '../../../shared/practice/scenarios';

const useStyles = makeStyles({
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    columnGap: '16px',
  },
  label: { display: 'flex', flexDirection: 'column' },
});

type PracticeChoiceProps = {
  /** PracticeScenario.id */
  chosen: string;
  isDisabled: boolean;
  onChoose: (id: string) => void;
};

/** The cases to practise, the article's chosen until another is: each with what it is about. */
export function PracticeChoice({ chosen, isDisabled, onChoose }: PracticeChoiceProps) {
  const styles = useStyles();
  return (
    <RadioGroup
      className={styles.choices}
      aria-label="Practice case"
      value={chosen}
      disabled={isDisabled}
      onChange={(_event, data) => onChoose(data.value)}
    >
      {practiceScenarios.map(({ id, title, sentence }) => (
        <Radio
          key={id}
          value={id}
          label={
            <span className={styles.label}>
              <Text weight="semibold">{title}</Text>
              <Text size={200}>{sentence}</Text>
            </span>
          }
        />
      ))}
    </RadioGroup>
  );
}
