import { Button, makeStyles, Text, Title1, tokens } from '@fluentui/react-components';
import { damageOf, noneOf } from '../../../shared/run/known-in-part';
import { leftSteps, leftTexts } from '../../../shared/run/left-steps';
import { settingsToRestore } from '../../../shared/run/settings-to-restore';
import { appliedChanges, changeNote, unknownChanges } from '../../../shared/run/summary-of-changes';
import { decideVerdict, type Verdict } from '../../../shared/run/verdict';
import { CommandText } from '../../components/command-text';
import { CopyButton } from '../../components/copy-button';
import { LabTime } from '../../components/measure/lab-time';
import { useMainAppearance } from '../../components/interrupted-here';
import { PageFrame } from '../../components/page-frame';
import { Panel } from '../../components/panel';
import { StatusBadge, type Status } from '../../components/status-badge';
import { ValueTable } from '../../components/value-table';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { LessonPanel } from './lesson-panel';
import { ReportPanel } from './report-panel';
import { resultText } from './result-text';
import { TestResults } from './test-results';

const useStyles = makeStyles({
  verdict: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '6px',
    padding: '20px 24px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `2px solid ${tokens.colorBrandStroke1}`,
  },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px' },
});

const badges: Readonly<Record<Verdict, Status>> = {
  Fixed: 'passed',
  Better: 'passed',
  'No change': 'info',
  Worse: 'blocked',
  'Not tested': 'info',
  'Not comparable': 'warning',
};

/** Page 7: the verdict by its rule, what was changed, and what was left. */
export function ResultPage() {
  const styles = useStyles();
  const { state, setState, open, leave } = useRun();
  const ending = useCall();
  const main = useMainAppearance();
  const decision = decideVerdict(state);
  const canUndo = settingsToRestore(state).length > 0;
  // What made things worse is taken back before anything else.
  const undoIsMain = canUndo && decision.verdict === 'Worse';
  const undo = (
    <Button appearance={undoIsMain ? main : 'secondary'} onClick={() => void open('undo')}>
      Undo…
    </Button>
  );
  const changes = [
    ...appliedChanges(state).map((change) => ({ ...change, note: changeNote(change.isTakenBack, true) })),
    ...unknownChanges(state).map((change) => ({ ...change, note: changeNote(change.isTakenBack, false) })),
  ];
  const hasNotes = changes.some(({ note }) => note !== '');
  const commands = state.changes
    .filter((change) => change.outcome === 'applied')
    .map((change) => change.plan.targets[change.target]?.command ?? '');

  async function finish(): Promise<void> {
    const answer = await ending.run('runs.end', {});
    if (!answer) return;
    setState(answer);
    await leave();
  }

  return (
    <PageFrame
      title="Result"
      purpose="The verdict is decided by rule from the same burst before and after, not by eye."
      problem={ending.problem}
      back="test"
      actions={
        <>
          {canUndo && !undoIsMain && undo}
          <CopyButton text={resultText(state)} label="Copy as text" />
          <Button appearance={undoIsMain ? 'secondary' : main} onClick={() => void finish()}>
            Finish
          </Button>
          {undoIsMain && undo}
        </>
      }
    >
      <section className={styles.verdict} aria-label="Verdict">
        <StatusBadge
          status={badges[decision.verdict]}
          word={decision.by ? 'Verdict (one burst before, one after)' : 'Verdict'}
        />
        <Title1 as="h2">{decision.verdict}</Title1>
        <Text>{decision.rule}</Text>
        <div className={styles.facts}>
          {decision.facts.map((fact) => (
            <Text key={fact} weight="semibold">
              {fact}
            </Text>
          ))}
          {decision.facts.length > 0 && <LabTime />}
        </div>
      </section>
      <LessonPanel />
      <Panel title="What was changed">
        {changes.length === 0 ? (
          <Text>{noneOf(damageOf(state.readOnly), 'No change', 'Nothing was changed in this run.')}</Text>
        ) : (
          <ValueTable
            caption="Changes"
            columns={['Where', 'Setting', 'Before', 'After', ...(hasNotes ? ['Note'] : [])]}
            rows={changes.map(({ target, setting, before, after, note }) => [
              target,
              setting,
              before,
              after,
              ...(hasNotes ? [note] : []),
            ])}
          />
        )}
        {leftTexts(leftSteps(state)).map((text) => (
          <Text key={text}>{text}</Text>
        ))}
      </Panel>
      <ReportPanel />
      <TestResults />
      {commands.length > 0 && (
        <Panel title="Commands that ran">
          <CommandText text={commands.join('\n')} />
        </Panel>
      )}
    </PageFrame>
  );
}
