import { makeStyles } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import type { BurstChartProps } from './burst-chart';
import { outerHeight } from '../../../shared/chart/plot-size';

/** Loaded when the first test is shown: the first page does without. */
const BurstChart = lazy(async () => ({ default: (await import('./burst-chart')).BurstChart }));

/** Title, summary, legend and button. */
const aroundHeight = 118;

const useStyles = makeStyles({
  one: { minHeight: `${outerHeight + aroundHeight}px` },
  two: { minHeight: `${2 * outerHeight + aroundHeight}px` },
});

/** The chart of a test; until it is loaded, its place. */
export function LateChart(props: BurstChartProps) {
  const styles = useStyles();
  return (
    <Suspense fallback={<div className={props.seesSessions ? styles.two : styles.one} />}>
      <BurstChart {...props} />
    </Suspense>
  );
}
