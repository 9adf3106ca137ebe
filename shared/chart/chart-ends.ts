import type { Timeline } from '../run/timeline';
import { forDrawing, mostOpenOf, secondsOf } from '../run/timeline-view';

/** Where a chart's axes end at least, and the most sessions open; two charts with the same ends can be compared by eye. */
export type ChartEnds = { seconds: number; sessions: number; perSecond: number; mostOpen: number };

/** The largest of everything that these charts show. */
export function endsOf(charts: readonly { timeline: Timeline; limit: number | null }[]): ChartEnds {
  const most = (of: (timeline: Timeline, limit: number | null) => number) =>
    Math.max(0, ...charts.map(({ timeline, limit }) => of(timeline, limit)));
  const seconds = most(secondsOf);
  const mostOpen = most((timeline) => mostOpenOf(timeline) ?? 0);
  return {
    seconds,
    mostOpen,
    sessions: most((_timeline, limit) => Math.max(mostOpen, shownLimit(limit, mostOpen) ?? 0)),
    perSecond: most((timeline) => mostPerSecond(forDrawing(timeline, undefined, seconds))),
  };
}

const mostPerSecond = ({ sliceMs, slices }: Timeline) =>
  Math.max(0, ...slices.map((slice) => (slice.accepted + slice.refused421 + slice.failed) / (sliceMs / 1000)));

/** A limit far above everything would press the curve flat: it is named in words then, and not drawn. */
const farAbove = 5;

/** The limit where it is drawn; else null. @param mostOpen of all charts side by side, so that each is judged alike */
export function shownLimit(limit: number | null, mostOpen: number): number | null {
  return limit !== null && limit <= farAbove * Math.max(1, mostOpen) ? limit : null;
}
