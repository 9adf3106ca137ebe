import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../shared/format';
import type { Scale } from '../../../shared/chart/nice-scale';
import { axesOf, margin, outerHeight, type Axes } from '../../../shared/chart/plot-size';

const forced = '@media (forced-colors: active)';
const useStyles = makeStyles({
  svg: { display: 'block' },
  text: {
    fill: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    [forced]: { fill: 'CanvasText' },
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  grid: {
    stroke: tokens.colorNeutralStroke2,
    strokeWidth: '1px',
    // Thinner than what is measured, since it has the same colour then.
    [forced]: { stroke: 'CanvasText', strokeWidth: '0.25px' },
  },
});

export type PlotProps = {
  /** Pixels of the whole. */
  width: number;
  x: Scale;
  y: Scale;
  xTitle: string;
  yTitle: string;
  /** What is read out; the numbers stand in the text beside it. */
  label: string;
  /** Draws between the axes, with what turns values into pixels. */
  children: (axes: Axes) => ReactNode;
};

/** Two axes with marks and titles. */
export function Plot({ width, x, y, xTitle, yTitle, label, children }: PlotProps) {
  const styles = useStyles();
  const axes = axesOf(width, x, y);
  const { right, bottom } = axes;
  return (
    <svg className={styles.svg} width={width} height={outerHeight} role="img" aria-label={label}>
      <text className={styles.text} x={0} y={14}>
        <tspan className={styles.title}>{yTitle}</tspan>
      </text>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={margin.left} x2={right} y1={axes.y(tick)} y2={axes.y(tick)} />
          <text className={styles.text} x={margin.left - 8} y={axes.y(tick) + 4} textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text
          key={tick}
          className={styles.text}
          x={axes.x(tick)}
          y={bottom + 16}
          textAnchor={tick === x.end ? 'end' : 'middle'}
        >
          {formatNumber(tick)}
        </text>
      ))}
      <text className={styles.text} x={right} y={bottom + 32} textAnchor="end">
        <tspan className={styles.title}>{xTitle}</tspan>
      </text>
      {children(axes)}
    </svg>
  );
}
