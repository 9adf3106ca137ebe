import { makeStyles, tokens } from '@fluentui/react-components';
import { formatNumber } from '../../../shared/format';
import { stepsPath } from '../../../shared/chart/paths';
import type { Timeline } from '../../../shared/run/timeline';
import type { Scale } from '../../../shared/chart/nice-scale';
import { Plot } from './plot';

const forced = '@media (forced-colors: active)';
const useStyles = makeStyles({
  open: {
    fill: 'none',
    strokeWidth: '2px',
    stroke: tokens.colorNeutralForeground1,
    [forced]: { stroke: 'CanvasText' },
  },
  limit: {
    strokeWidth: '2px',
    strokeDasharray: '7 5',
    stroke: tokens.colorPaletteRedForeground1,
    [forced]: { stroke: 'Highlight' },
  },
  limitText: {
    fill: tokens.colorPaletteRedForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    [forced]: { fill: 'CanvasText' },
  },
});

export type SessionsPlotProps = {
  timeline: Timeline;
  /** Null where none is drawn. */
  limit: number | null;
  width: number;
  x: Scale;
  y: Scale;
  xTitle: string;
};

/** The sessions open in each slice, at most, against the line that one source cannot pass. */
export function SessionsPlot({ timeline, limit, width, x, y, xTitle }: SessionsPlotProps) {
  const styles = useStyles();
  return (
    <Plot
      width={width}
      x={x}
      y={y}
      xTitle={xTitle}
      yTitle="Sessions open"
      label="Chart: sessions open over time, against the limit"
    >
      {(axes) => (
        <>
          <path className={styles.open} d={stepsPath(timeline, axes)} />
          {limit !== null && (
            <>
              <line className={styles.limit} x1={axes.x(0)} x2={axes.x(x.end)} y1={axes.y(limit)} y2={axes.y(limit)} />
              <text className={styles.limitText} x={axes.x(x.end)} y={axes.y(limit) - 6} textAnchor="end">
                Limit {formatNumber(limit)}
              </text>
            </>
          )}
        </>
      )}
    </Plot>
  );
}
