import { makeStyles } from '@fluentui/react-components';
import { useMemo } from 'react';
import { limitDuring } from '../../../shared/run/connector-during';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import type { Phase } from '../../../shared/run/measured';
import type { Measurement } from '../../../shared/run/measurement';
import type { Timeline } from '../../../shared/run/timeline';
import { useRun } from '../../run-context';
import type { BurstChartProps } from './burst-chart';
import { endsOf } from '../../../shared/chart/chart-ends';
import { LateChart } from './late-chart';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
    gap: '16px 24px',
  },
});

const nothingYet: Timeline = { sliceMs: 250, slices: [] };

export type TestChartsProps = {
  /** The name of the test: each chart is titled with it. */
  name: string;
  before: Measurement | null;
  after: Measurement | null;
  what: BurstChartProps['what'];
  seesSessions: boolean;
  /** The phase of a test that is under way, and what happened in it so far; it stands in the place of the last one. */
  live?: { phase: Phase; timeline: Timeline | undefined } | null;
};

/** One kind of test over time, before and after side by side on the same axes. */
export function TestCharts({ name, before, after, what, seesSessions, live = null }: TestChartsProps) {
  const styles = useStyles();
  const { state } = useRun();
  const charts = useMemo(() => {
    const aim = connectorsChosen(state)[0]?.identity ?? '';
    return (['before', 'after'] as const).flatMap((phase) => {
      const result = phase === 'before' ? before : after;
      const isLive = live?.phase === phase;
      const timeline = isLive ? (live.timeline ?? nothingYet) : result?.timeline;
      if (!timeline || (timeline.slices.length === 0 && !isLive)) return [];
      const connectorIdentity = isLive ? aim : (result?.connectorIdentity ?? aim);
      const kind = isLive || !result ? {} : { kind: result.kind };
      return [{ phase, isLive, timeline, limit: limitDuring(state, { connectorIdentity, phase, ...kind }) }];
    });
  }, [state, before, after, live]);
  const ends = useMemo(() => endsOf(charts), [charts]);
  return (
    <div className={styles.pair}>
      {charts.map(({ phase, isLive, timeline, limit }) => (
        <LateChart
          key={phase}
          title={`${name}, ${phase}${isLive ? ' (running)' : ''}`}
          timeline={timeline}
          limit={limit}
          what={what}
          seesSessions={seesSessions}
          inLabTime={state.mode === 'practice'}
          ends={ends}
        />
      ))}
    </div>
  );
}
