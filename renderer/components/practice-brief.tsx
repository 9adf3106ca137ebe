import { Button, Dialog, DialogTrigger, makeStyles, Text } from '@fluentui/react-components';
import { HatGraduationRegular } from '@fluentui/react-icons';
import { findPracticeScenario, type PracticeScenario } from '../../shared/practice/scenarios';
import { useRun } from '../run-context';
import { Panel } from './panel';
import { ReadingDialog } from './reading-dialog';

const useStyles = makeStyles({
  brief: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  questions: { margin: 0, paddingLeft: '20px' },
});

/** The case that is practised; null on the user's own servers, and for one that this version does not describe. */
function usePracticeScenario(): PracticeScenario | null {
  const { mode, scenario } = useRun().state;
  return mode === 'practice' ? findPracticeScenario(scenario) : null;
}

function BriefText({ brief: { situation, findOut } }: Pick<PracticeScenario, 'brief'>) {
  const styles = useStyles();
  return (
    <div className={styles.brief}>
      <Text>{situation}</Text>
      <Text weight="semibold">Find out:</Text>
      <ul className={styles.questions}>
        {findOut.map((question) => (
          <li key={question}>
            <Text>{question}</Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the situation is and what to find out, on the first page of a practice run. */
export function PracticeBrief() {
  const scenario = usePracticeScenario();
  return (
    scenario && (
      <Panel title={scenario.title}>
        <BriefText brief={scenario.brief} />
      </Panel>
    )
  );
}

/** The same from the rail, on any page. */
export function PracticeBriefDialog({ className }: { className: string }) {
  const scenario = usePracticeScenario();
  return (
    scenario && (
      <Dialog>
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="subtle" className={className} icon={<HatGraduationRegular />}>
            Practice brief
          </Button>
        </DialogTrigger>
        <ReadingDialog title={scenario.title}>
          <BriefText brief={scenario.brief} />
        </ReadingDialog>
      </Dialog>
    )
  );
}
