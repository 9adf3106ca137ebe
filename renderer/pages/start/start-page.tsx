import {
  Badge,
  Button,
  Card,
  makeStyles,
  Spinner,
  Subtitle1,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { InfoRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { Input } from '../../../shared/contract';
import type { Problem } from '../../../shared/result';
import { practiceScenarios } from '../../../shared/practice/scenarios';
import type { RunState, RunSummary } from '../../../shared/run/state';
import { call } from '../../api';
import { useShowHelp } from '../../components/help/show-help';
import { ProblemBar } from '../../components/problem-bar';
import { ProgressLine } from '../../components/progress-line';
import { useCall } from '../../use-call';
import { EarlierRuns } from './earlier-runs';
import { PracticeChoice } from './practice-choice';
import { QueueStoppedBar } from './queue-stopped-bar';

const useStyles = makeStyles({
  page: { height: '100%', overflowY: 'auto', backgroundColor: tokens.colorNeutralBackground2 },
  inner: {
    maxWidth: '820px',
    margin: '0 auto',
    padding: '32px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '20px',
  },
  card: { padding: '20px 24px', rowGap: '12px' },
  row: { display: 'flex', alignItems: 'center', columnGap: '12px' },
  space: { flexGrow: 1 },
  title: { ...typographyStyles.title1, margin: 0, outlineStyle: 'none' },
  head: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  others: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))', gap: '20px' },
  // Its button stands at the bottom, level with its neighbour's.
  bottom: { display: 'flex', alignItems: 'center', columnGap: '12px', marginTop: 'auto' },
});

type StartPageProps = {
  onOpen: (state: RunState) => void;
  /** Whether a run was left for it, and the focus with that run's page: it goes to the title then, as on every page. */
  isBack?: boolean;
};

/** Practice, the user's own servers, or an earlier run. A Database Mail that a run left stopped comes before anything else. */
export function StartPage({ onOpen, isBack = false }: StartPageProps) {
  const styles = useStyles();
  const opening = useCall();
  const [scenario, setScenario] = useState<string>(practiceScenarios[0].id);
  const showHelp = useShowHelp();
  const [runs, setRuns] = useState<RunSummary[] | null>(null);
  const [listProblem, setListProblem] = useState<Problem | null>(null);
  /** Undefined until it is known. */
  const [powerShell, setPowerShell] = useState<string | null | undefined>(undefined);

  const title = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (isBack) title.current?.focus();
  }, [isBack]);

  useEffect(() => {
    void call('runs.list', {}).then((answer) => {
      if (answer.ok) setRuns(answer.value);
      else setListProblem(answer.error);
    });
    void call('start.info', {}).then((answer) => {
      if (answer.ok) setPowerShell(answer.value.powerShell);
    });
  }, []);

  /** Where the run that is being opened was asked for. */
  const [from, setFrom] = useState<'practice' | 'servers' | 'file' | 'list'>('practice');

  async function start(wanted: Input<'runs.create'>): Promise<void> {
    setFrom(wanted.mode);
    const state = await opening.run('runs.create', wanted);
    if (state) onOpen(state);
  }

  async function resume(runId: string): Promise<void> {
    setFrom('list');
    const state = await opening.run('runs.open', { runId });
    if (state) onOpen(state);
  }

  async function openPlanFile(): Promise<void> {
    setFrom('file');
    const state = await opening.run('planFile.open', {});
    if (state) onOpen(state);
  }

  async function undo(runId: string): Promise<void> {
    setFrom('list');
    const opened = await opening.run('runs.open', { runId });
    const state = opened && (await opening.run('page.open', { page: 'undo' }));
    if (state) onOpen(state);
  }

  const left = runs?.filter(({ queueStopped }) => queueStopped);
  // One that can be started from here comes before one that only may be stopped.
  const stopped = left?.find(({ problem }) => !problem) ?? left?.[0];
  const isLoading = runs === null && listProblem === null;
  return (
    <main className={styles.page} aria-busy={isLoading}>
      <div className={styles.inner}>
        {stopped && <QueueStoppedBar run={stopped} onOpen={onOpen} />}
        <header className={styles.head}>
          <div className={styles.row}>
            <h1 ref={title} tabIndex={-1} className={styles.title}>
              RelayTune
            </h1>
            <span className={styles.space} />
            <Button appearance="subtle" icon={<QuestionCircleRegular />} onClick={() => showHelp('help')}>
              Help
            </Button>
            <Button appearance="subtle" icon={<InfoRegular />} onClick={() => showHelp('about')}>
              About
            </Button>
          </div>
          <Text size={400}>
            Mends “421 4.3.2” and timeouts when SQL Server Database Mail sends bulk mail through Exchange 2010, one
            checked step at a time.
          </Text>
        </header>
        {opening.problem && <ProblemBar problem={opening.problem} />}
        {opening.progress && (
          <div className={styles.row}>
            <ProgressLine progress={opening.progress} fallback="Reading…" />
            <Button onClick={opening.stop}>Stop waiting</Button>
          </div>
        )}
        <Card className={styles.card}>
          <div className={styles.row}>
            <Subtitle1 as="h2">Practice</Subtitle1>
            <Badge appearance="tint">built-in servers</Badge>
          </div>
          <Text>
            You find the connector, raise its limits, and see the difference measured. The servers are built in; nothing
            outside this computer is touched.
          </Text>
          <PracticeChoice chosen={scenario} isDisabled={opening.busy} onChoose={setScenario} />
          {powerShell !== undefined && <Text size={200}>{practiceText(powerShell)}</Text>}
          <div className={styles.row}>
            <Button
              appearance="primary"
              onClick={() => void start({ mode: 'practice', scenario })}
              disabledFocusable={opening.busy}
            >
              Start practice
            </Button>
            {opening.busy && from === 'practice' && <Spinner size="tiny" label="Starting…" />}
          </div>
        </Card>
        <div className={styles.others}>
          <Card className={styles.card}>
            <Subtitle1 as="h2">My servers</Subtitle1>
            <Text>
              Your own Exchange and SQL Server. The first page signs in and checks everything, and writes nothing; each
              change is shown and confirmed before it is made.
            </Text>
            {powerShell === null && (
              <Text>Exchange is reached through Windows PowerShell, which this computer does not have.</Text>
            )}
            <div className={styles.bottom}>
              <Button
                onClick={() => void start({ mode: 'servers' })}
                disabledFocusable={opening.busy || powerShell == null}
              >
                Start with my servers
              </Button>
              {opening.busy && from === 'servers' && <Spinner size="tiny" label="Starting…" />}
            </div>
          </Card>
          <Card className={styles.card}>
            <Subtitle1 as="h2">A colleague’s plan</Subtitle1>
            <Text>
              A plan file holds what somebody planned for these servers. It begins a run with its values locked: you
              check the servers, see each change, and carry out exactly that.
            </Text>
            <div className={styles.bottom}>
              <Button onClick={() => void openPlanFile()} disabledFocusable={opening.busy}>
                Open a plan file…
              </Button>
              {opening.busy && from === 'file' && <Spinner size="tiny" label="Opening…" />}
            </div>
          </Card>
        </div>
        {isLoading && <Spinner label="Looking for earlier runs…" />}
        {listProblem && <ProblemBar problem={listProblem} />}
        {opening.busy && from === 'list' && <Spinner size="tiny" label="Opening the run…" />}
        {runs && <EarlierRuns runs={runs} onResume={(id) => void resume(id)} onUndo={(id) => void undo(id)} />}
      </div>
    </main>
  );
}

/** How practice reaches its connectors on this computer. */
function practiceText(powerShell: string | null): string {
  return powerShell === null
    ? 'This computer has no PowerShell, so the practice connectors are asked directly.'
    : `The practice connectors are read and changed through ${powerShell.split(/[\\/]/).at(-1)}, by the very commands that are shown.`;
}
