import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { memo, useId, useMemo } from 'react';
import type { Timeline } from '../../../shared/run/timeline';
import { describeTimeline, forDrawing, totalsOf } from '../../../shared/run/timeline-view';
import { endsOf, shownLimit, type ChartEnds } from '../../../shared/chart/chart-ends';
import { Disclosure } from './disclosure';
import { niceScale } from '../../../shared/chart/nice-scale';
import { OutcomesPlot } from './outcomes-plot';
import { Legend } from './series';
import { SessionsPlot } from './sessions-plot';
import { TimelineTable } from './timeline-table';
import { useWidth } from './use-width';

const useStyles = makeStyles({
  figure: { display: 'flex', flexDirection: 'column', rowGap: '8px', margin: 0, minWidth: 0 },
  plots: { overflow: 'hidden' },
  summary: { color: tokens.colorNeutralForeground2 },
});

export type BurstChartProps = {
  title: string;
  timeline: Timeline;
  /** Sessions one source can hold at once; null = no limit, or not known. */
  limit: number | null;
  /** What is counted. Database Mail's log tells of tries: one mail can have several. */
  what: 'mails' | 'sessions' | 'tries';
  /** Whether this kind of test can tell how many sessions are open. */
  seesSessions: boolean;
  inLabTime: boolean;
  /** Where the axes end at least, so that two charts compare. */
  ends?: ChartEnds;
};

const none: ChartEnds = { seconds: 0, sessions: 0, perSecond: 0, mostOpen: 0 };
const narrow = 320;
const names = { mails: 'Mails', sessions: 'Sessions', tries: 'Tries' };

/** A test over time: the sessions open against the limit, what became of the mails, and both in words and as a table. */
export const BurstChart = memo(function BurstChart(props: BurstChartProps) {
  const { title, timeline, limit, what, seesSessions, inLabTime, ends = none } = props;
  const styles = useStyles();
  const titleId = useId();
  const summaryId = useId();
  const patternId = useId();
  const [width, measured] = useWidth(narrow);
  const own = useMemo(() => endsOf([{ timeline, limit }]), [timeline, limit]);
  const seconds = Math.max(own.seconds, ends.seconds);
  const drawn = useMemo(() => forDrawing(timeline, undefined, seconds), [timeline, seconds]);
  // With wider columns than its own a chart has lower peaks: the ends given are those of all of them.
  const perSecond = ends.perSecond > 0 ? ends.perSecond : own.perSecond;
  const x = niceScale(seconds, width > narrow ? 8 : 4);
  const xTitle = inLabTime ? 'Seconds (lab time)' : 'Seconds';
  return (
    <figure className={styles.figure} aria-labelledby={`${titleId} ${summaryId}`}>
      <figcaption>
        <Text weight="semibold" id={titleId}>
          {title}
        </Text>
      </figcaption>
      <div className={styles.plots} ref={measured}>
        {seesSessions && (
          <SessionsPlot
            timeline={drawn}
            limit={shownLimit(limit, Math.max(own.mostOpen, ends.mostOpen))}
            width={width}
            x={x}
            y={niceScale(Math.max(own.sessions, ends.sessions), 4, true)}
            xTitle={xTitle}
          />
        )}
        <OutcomesPlot
          id={patternId}
          timeline={drawn}
          width={width}
          x={x}
          y={niceScale(perSecond, 4)}
          xTitle={xTitle}
          what={names[what]}
        />
      </div>
      <Legend id={patternId} totals={totalsOf(timeline)} />
      {/* Below the plots, so that those of two charts stay side by side however long the sentences are. */}
      <Text size={200} className={styles.summary} id={summaryId}>
        {describeTimeline(timeline, limit, what)}
        {inLabTime && ' Seconds of lab time.'}
      </Text>
      <Disclosure show="Show as table" hide="Hide the table" of={title}>
        <TimelineTable timeline={timeline} caption={`${title}, as a table`} inLabTime={inLabTime} />
      </Disclosure>
    </figure>
  );
});
