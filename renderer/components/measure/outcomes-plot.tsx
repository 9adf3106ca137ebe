import type { Timeline } from '../../../shared/run/timeline';
import type { Scale } from '../../../shared/chart/nice-scale';
import { outcomes } from '../../../shared/chart/outcomes';
import { columnsPath } from '../../../shared/chart/paths';
import { Plot } from './plot';
import { Areas, Patterns } from './series';

export type OutcomesPlotProps = {
  /** Of the chart: its patterns are named by it. */
  id: string;
  timeline: Timeline;
  width: number;
  x: Scale;
  y: Scale;
  xTitle: string;
  what: string;
};

/** What became of the mails, stacked, as a rate: slices of any length compare. */
export function OutcomesPlot({ id, timeline, width, x, y, xTitle, what }: OutcomesPlotProps) {
  const yTitle = `${what} a second`;
  return (
    <Plot width={width} x={x} y={y} xTitle={xTitle} yTitle={yTitle} label={`Chart: ${yTitle}, by outcome, over time`}>
      {(axes) => (
        <>
          <Patterns id={id} />
          {outcomes.map((outcome) => (
            <Areas key={outcome} id={id} outcome={outcome} d={columnsPath(timeline, outcome, axes)} />
          ))}
        </>
      )}
    </Plot>
  );
}
