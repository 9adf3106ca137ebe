import { Text } from '@fluentui/react-components';
import { Panel } from '../../components/panel';
import { usePracticeScenario } from '../../components/practice-brief';
import { useRun } from '../../run-context';

/** What was learnt in a practice run, from what was really done in it. */
export function LessonPanel() {
  const { state } = useRun();
  const scenario = usePracticeScenario();
  return (
    scenario && (
      <Panel title="What was learnt">
        {scenario.lesson(state).map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </Panel>
    )
  );
}
