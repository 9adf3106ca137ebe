import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Problem } from '../shared/result';
import type { Page } from '../shared/run/page';
import type { RunState } from '../shared/run/state';
import { call } from './api';
import { PageBoundary } from './components/page-boundary';
import { Rail } from './components/rail';
import { ConnectPage } from './pages/connect/connect-page';
import { ConnectionsPage } from './pages/connections/connections-page';
import { ConnectorPage } from './pages/connector/connector-page';
import { EfficiencyPage } from './pages/efficiency/efficiency-page';
import { MeasurePage } from './pages/measure/measure-page';
import { ResultPage } from './pages/result/result-page';
import { StartPage } from './pages/start/start-page';
import { TestPage } from './pages/test/test-page';
import { TimeoutPage } from './pages/timeout/timeout-page';
import { RunContext } from './run-context';

const useStyles = makeStyles({
  shell: { display: 'flex', height: '100%', backgroundColor: tokens.colorNeutralBackground2 },
  page: { flexGrow: 1, minWidth: 0, height: '100%' },
});

const pages: Record<Page, () => React.JSX.Element> = {
  connect: ConnectPage,
  connector: ConnectorPage,
  measure: MeasurePage,
  connections: ConnectionsPage,
  efficiency: EfficiencyPage,
  timeout: TimeoutPage,
  test: TestPage,
  result: ResultPage,
};

/** Start, or the page of the open run: a function of the run's state alone. */
export function App() {
  const styles = useStyles();
  const [state, setState] = useState<RunState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!state) return <StartPage onOpen={setState} />;

  /** An answer that comes after its run was left must not bring it back. */
  const update = (next: RunState) => setState((current) => (current?.id === next.id ? next : current));

  async function open(page: Page): Promise<void> {
    const answer = await call('page.open', { page });
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) update(answer.value);
  }

  async function leave(): Promise<void> {
    // First the page goes, and with it what it was doing; then the run can be closed.
    setState(null);
    setProblem(null);
    await call('runs.close', {});
  }

  const CurrentPage = pages[state.page];
  return (
    <RunContext value={{ state, setState: update, open, leave, problem }}>
      <div className={styles.shell}>
        <Rail />
        <div className={styles.page}>
          {/* A new page is a new form: nothing of the last one's drafts stays. */}
          <PageBoundary key={state.page}>
            <CurrentPage />
          </PageBoundary>
        </div>
      </div>
    </RunContext>
  );
}
