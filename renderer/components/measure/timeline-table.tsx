import { outcomeNames, outcomes } from '../../../shared/chart/outcomes';
import { formatNumber } from '../../../shared/format';
import type { Timeline } from '../../../shared/run/timeline';
import { forDrawing, mostOpenOf } from '../../../shared/run/timeline-view';
import { ValueTable } from '../value-table';

const mostRows = 20;

type TimelineTableProps = { timeline: Timeline; caption: string; inLabTime: boolean };

/** The chart as a table, in steps that can be read through. */
export function TimelineTable({ timeline, caption, inLabTime }: TimelineTableProps) {
  const { sliceMs, slices } = forDrawing(timeline, mostRows);
  const seesSessions = mostOpenOf(timeline) !== null;
  return (
    <ValueTable
      caption={caption}
      columns={[
        inLabTime ? 'From second (lab time)' : 'From second',
        ...(seesSessions ? ['Sessions open, at most'] : []),
        ...outcomes.map((outcome) => outcomeNames[outcome]),
      ]}
      rows={slices.map((slice, index) => [
        formatNumber((index * sliceMs) / 1000),
        ...(seesSessions ? [formatNumber(slice.open ?? 0)] : []),
        ...outcomes.map((outcome) => formatNumber(slice[outcome])),
      ])}
    />
  );
}
