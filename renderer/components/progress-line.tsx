import { Button, makeStyles, ProgressBar, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Progress } from '../../shared/contract';
import { formatNumber } from '../../shared/format';
import { Spoken } from './spoken';
import { useSlowly } from './use-slowly';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  row: { display: 'flex', alignItems: 'center', columnGap: '16px' },
  bar: { flexGrow: 1 },
  counts: { display: 'flex', columnGap: '24px', flexWrap: 'wrap' },
});

/** A screen reader hears how it goes no more often than this. */
const spokenMilliseconds = 5000;

export type ProgressLineProps = { progress: Progress | null; fallback: string; onStop?: () => void; stopHint?: string };

/** Text above one bar that never restarts, the counts beside it, and Stop (or Esc) where there is something to stop. */
export function ProgressLine({ progress, fallback, onStop, stopHint }: ProgressLineProps) {
  const styles = useStyles();
  const counts = progress?.counts ?? [];
  const [isStopping, setIsStopping] = useState(false);
  const text = progress?.text ?? fallback;
  const spoken = useSlowly(
    [text, ...counts.map((count) => `${count.name} ${count.value}`)].join(', '),
    spokenMilliseconds,
  );

  const stop = () => {
    setIsStopping(true);
    onStop?.();
  };
  useEffect(() => {
    if (!onStop) return;
    // Last of all, so that Esc still closes what lies above the page first.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      setIsStopping(true);
      onStop();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onStop]);

  return (
    <div className={styles.box}>
      <Text weight="semibold">{text}</Text>
      <div className={styles.row}>
        <ProgressBar
          className={styles.bar}
          thickness="large"
          aria-label={text}
          {...(progress && progress.total > 0 ? { value: Math.min(1, progress.done / progress.total) } : {})}
        />
        {onStop && (
          <Button onClick={stop} disabledFocusable={isStopping}>
            {isStopping ? 'Stopping…' : 'Stop'}
          </Button>
        )}
      </div>
      {counts.length > 0 && (
        <div className={styles.counts}>
          {counts.map((count) => (
            <Text key={count.name}>
              {count.name}: <strong>{formatNumber(count.value)}</strong>
            </Text>
          ))}
        </div>
      )}
      {onStop && stopHint && <Text size={200}>{stopHint}</Text>}
      <Spoken text={spoken} />
    </div>
  );
}
