import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, DismissCircle20Filled, Info20Filled, Warning20Filled } from '@fluentui/react-icons';

export type Status = 'passed' | 'warning' | 'blocked' | 'info';

const useStyles = makeStyles({
  badge: { display: 'inline-flex', alignItems: 'flex-start', columnGap: '6px' },
  icon: { flexShrink: 0 },
  whole: { whiteSpace: 'nowrap' },
  passed: { color: tokens.colorPaletteGreenForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  blocked: { color: tokens.colorPaletteRedForeground1 },
  info: { color: tokens.colorBrandForeground1 },
});

const shown = {
  passed: { icon: CheckmarkCircle20Filled, word: 'Passed' },
  warning: { icon: Warning20Filled, word: 'Warning' },
  blocked: { icon: DismissCircle20Filled, word: 'Blocked' },
  info: { icon: Info20Filled, word: 'Note' },
};

/** Characters: `Not touched` is not to be read in two lines. */
const mostWhole = 16;

/** An icon and a word: colour alone never says anything. */
export function StatusBadge({ status, word }: { status: Status; word?: string }) {
  const styles = useStyles();
  const Icon = shown[status].icon;
  const text = word ?? shown[status].word;
  return (
    <span className={styles.badge}>
      <Icon className={mergeClasses(styles.icon, styles[status])} aria-hidden />
      <Text className={text.length <= mostWhole ? styles.whole : undefined}>{text}</Text>
    </span>
  );
}
