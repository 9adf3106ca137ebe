import type { Slice, Timeline } from '../run/timeline';
import { outcomes, type Outcome } from './outcomes';
import type { Axes } from './plot-size';

type Pixels = Pick<Axes, 'x' | 'y'>;

/** One outcome's columns as an SVG path, on top of those that come before it in the stack; as a rate, so that slices of any length compare. */
export function columnsPath({ sliceMs, slices }: Timeline, outcome: Outcome, axes: Pixels): string {
  const seconds = sliceMs / 1000;
  const under = outcomes.slice(0, outcomes.indexOf(outcome));
  return slices
    .flatMap((slice, index) => {
      if (slice[outcome] === 0) return [];
      const below = under.reduce((sum, each) => sum + slice[each], 0);
      const bottom = axes.y(below / seconds);
      const top = axes.y((below + slice[outcome]) / seconds);
      return `M${axes.x(index * seconds)} ${bottom}V${top}H${axes.x((index + 1) * seconds)}V${bottom}z`;
    })
    .join('');
}

/** The sessions open in each slice, at most, as an SVG path of steps. */
export function stepsPath({ sliceMs, slices }: Timeline, axes: Pixels): string {
  const seconds = sliceMs / 1000;
  const open = (slice: Slice) => axes.y(slice.open ?? 0);
  return slices
    .map(
      (slice, index) =>
        `${index === 0 ? `M${axes.x(0)} ${open(slice)}` : `V${open(slice)}`}H${axes.x((index + 1) * seconds)}`,
    )
    .join('');
}
