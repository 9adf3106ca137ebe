import { Text } from '@fluentui/react-components';
import { lessonOf } from '../../../shared/practice/lessons/lessons';
import { Panel } from '../../components/panel';
import { useRun } from '../../run-context';

/** What was learnt in a practice run, from what was really done in it. */
export function LessonPanel() {
  const sentences = lessonOf(useRun().state);
  if (sentences.length === 0) return null;
  return (
    <Panel title="What was learnt">
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </Panel>
  );
}
