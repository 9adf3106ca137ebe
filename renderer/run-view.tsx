import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, type ComponentType } from 'react';
import type { Page } from '../shared/run/page';
import { PageBoundary } from './components/page-boundary';
import { Rail } from './components/rail';
import { useRun } from './run-context';

const useStyles = makeStyles({
  shell: { display: 'flex', height: '100%', backgroundColor: tokens.colorNeutralBackground2 },
  page: { flexGrow: 1, minWidth: 0, height: '100%' },
});

/** Each page is loaded when it is first shown. */
const pages: Record<Page, ComponentType> = {
  connect: late(async () => (await import('./pages/connect/connect-page')).ConnectPage),
  connector: late(async () => (await import('./pages/connector/connector-page')).ConnectorPage),
  measure: late(async () => (await import('./pages/measure/measure-page')).MeasurePage),
  connections: late(async () => (await import('./pages/connections/connections-page')).ConnectionsPage),
  efficiency: late(async () => (await import('./pages/efficiency/efficiency-page')).EfficiencyPage),
  timeout: late(async () => (await import('./pages/timeout/timeout-page')).TimeoutPage),
  test: late(async () => (await import('./pages/test/test-page')).TestPage),
  result: late(async () => (await import('./pages/result/result-page')).ResultPage),
};

function late(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}

/** The page of the open run, beside the steps. */
export function RunView() {
  const styles = useStyles();
  const { page } = useRun().state;
  const CurrentPage = pages[page];
  return (
    <div className={styles.shell}>
      <Rail />
      <div className={styles.page}>
        {/* A new page is a new form: nothing of the last one's drafts stays. */}
        <PageBoundary key={page}>
          <Suspense fallback={null}>
            <CurrentPage />
          </Suspense>
        </PageBoundary>
      </div>
    </div>
  );
}
