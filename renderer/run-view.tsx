import { makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ComponentType } from 'react';
import type { Page } from '../shared/run/page';
import { narrow } from './components/narrow';
import { PageBoundary } from './components/page-boundary';
import { PlanConfirmation } from './components/plan-confirmation';
import { Rail } from './components/rail';
import { usePlan } from './components/use-plan';
import { ConnectPage } from './pages/connect/connect-page';
import { ConnectionsPage } from './pages/connections/connections-page';
import { ConnectorPage } from './pages/connector/connector-page';
import { EfficiencyPage } from './pages/efficiency/efficiency-page';
import { MeasurePage } from './pages/measure/measure-page';
import { ResultPage } from './pages/result/result-page';
import { TestPage } from './pages/test/test-page';
import { TimeoutPage } from './pages/timeout/timeout-page';
import { UndoPage } from './pages/undo/undo-page';
import { RunContext, useRun } from './run-context';

const useStyles = makeStyles({
  shell: {
    display: 'flex',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    // The steps above the page, and all of it scrolls; whatever has the focus stays clear of the buttons below.
    [narrow]: { flexDirection: 'column', overflowY: 'auto', scrollPaddingBottom: '72px' },
  },
  page: { flexGrow: 1, minWidth: 0, height: '100%', [narrow]: { height: 'auto' } },
});

const pages: Record<Page, ComponentType> = {
  connect: ConnectPage,
  connector: ConnectorPage,
  measure: MeasurePage,
  connections: ConnectionsPage,
  efficiency: EfficiencyPage,
  timeout: TimeoutPage,
  test: TestPage,
  result: ResultPage,
  undo: UndoPage,
};

/** The page of the open run, beside the steps. */
export function RunView() {
  const styles = useStyles();
  const run = useRun();
  const { page } = run.state;
  const [isDismissed, setIsDismissed] = useState(false);
  return (
    <div className={styles.shell}>
      <Rail />
      <div className={styles.page}>
        {/* A new page is a new form: nothing of the last one's drafts stays, nor a confirmation of what was interrupted. */}
        <RunContext value={{ ...run, keptAsideNote: { isDismissed, dismiss: () => setIsDismissed(true) } }}>
          <OpenPage key={page} page={page} />
        </RunContext>
      </div>
    </div>
  );
}

function OpenPage({ page }: { page: Page }) {
  const run = useRun();
  const continuing = usePlan();
  const CurrentPage = pages[page];
  return (
    <RunContext value={{ ...run, continuing }}>
      <PageBoundary>
        {continuing.plan ? <PlanConfirmation plan={continuing.plan} planning={continuing} /> : <CurrentPage />}
      </PageBoundary>
    </RunContext>
  );
}
