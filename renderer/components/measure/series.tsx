import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { checks, outcomeNames, outcomes, stripes, tile } from '../../../shared/chart/outcomes';
import { formatNumber } from '../../../shared/format';
import type { TimelineTotals } from '../../../shared/run/timeline-view';

const forced = '@media (forced-colors: active)';
const useSeriesStyles = makeStyles({
  // The system's own colours where it forces some: then the patterns alone tell the outcomes apart.
  accepted: { fill: tokens.colorPaletteBlueForeground2, [forced]: { fill: 'CanvasText' } },
  refused421: { stroke: tokens.colorPaletteDarkOrangeForeground1, [forced]: { stroke: 'CanvasText' } },
  failed: { stroke: tokens.colorPaletteBerryForeground1, [forced]: { stroke: 'CanvasText' } },
  legend: { display: 'flex', flexWrap: 'wrap', columnGap: '20px', rowGap: '4px', alignItems: 'center' },
  entry: { display: 'inline-flex', alignItems: 'center', columnGap: '6px' },
});

/** The two patterns, once a chart; a path anywhere in the chart takes one by `fill="url(#...)"`. */
export function Patterns({ id }: { id: string }) {
  const styles = useSeriesStyles();
  const box = { width: tile, height: tile, patternUnits: 'userSpaceOnUse' as const };
  return (
    <defs>
      <pattern id={`${id}-refused421`} {...box}>
        <path className={styles.refused421} strokeWidth={2} d={stripes} />
      </pattern>
      <pattern id={`${id}-failed`} {...box}>
        <path className={styles.failed} strokeWidth={1.5} d={checks} />
      </pattern>
    </defs>
  );
}

/** One outcome's areas, all in one path. */
export function Areas({ id, outcome, d }: { id: string; outcome: keyof TimelineTotals; d: string }) {
  const styles = useSeriesStyles();
  if (d === '') return null;
  return outcome === 'accepted' ? (
    <path className={styles.accepted} d={d} />
  ) : (
    <path className={styles[outcome]} strokeWidth={1} fill={`url(#${id}-${outcome})`} d={d} />
  );
}

/** What the patterns of the chart with this id mean, and how many of each there were. */
export function Legend({ id, totals }: { id: string; totals: TimelineTotals }) {
  const styles = useSeriesStyles();
  return (
    <div className={styles.legend}>
      {outcomes.map((outcome) => (
        <span key={outcome} className={styles.entry}>
          <svg width={16} height={14} aria-hidden>
            <Areas id={id} outcome={outcome} d="M1 1 h14 v12 h-14 z" />
          </svg>
          <Text size={200}>
            {outcomeNames[outcome]}: {formatNumber(totals[outcome])}
          </Text>
        </span>
      ))}
    </div>
  );
}
