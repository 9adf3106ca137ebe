import type { Timeline } from '../../../shared/run/timeline';
import type { Scale } from './nice-scale';
import { Plot, type Axes } from './plot';
import { Areas, outcomes, Patterns } from './series';

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
          {outcomes.map((outcome, at) => (
            <Areas key={outcome} id={id} outcome={outcome} d={columns(timeline, at, axes)} />
          ))}
        </>
      )}
    </Plot>
  );
}

/** One outcome's columns, on top of those that come before it in the stack. */
function columns({ sliceMs, slices }: Timeline, at: number, axes: Axes): string {
  const seconds = sliceMs / 1000;
  const outcome = outcomes[at] ?? 'accepted';
  return slices
    .flatMap((slice, index) => {
      if (slice[outcome] === 0) return [];
      const below = outcomes.slice(0, at).reduce((sum, each) => sum + slice[each], 0);
      const bottom = axes.y(below / seconds);
      const top = axes.y((below + slice[outcome]) / seconds);
      return `M${axes.x(index * seconds)} ${bottom}V${top}H${axes.x((index + 1) * seconds)}V${bottom}z`;
    })
    .join('');
}
