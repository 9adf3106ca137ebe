import { Badge, Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, HomeRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import { serversTitle } from '../../shared/practice/scenarios';
import { useRun } from '../run-context';
import { HeldButton } from './held-button';
import { narrow } from './narrow';
import { useShowHelp } from './help/show-help';
import { PracticeBriefDialog } from './practice-brief';
import { isDone, isReachable, stepNumber, steps } from './steps';
import { TranscriptDialog } from './transcript-dialog';

const useStyles = makeStyles({
  rail: {
    width: '232px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    padding: '20px 12px 16px',
    rowGap: '12px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowY: 'auto',
    [narrow]: { width: 'auto', overflowY: 'visible', borderRight: 'none', padding: '12px 12px 0', rowGap: '4px' },
  },
  head: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '6px',
    padding: '0 8px',
    [narrow]: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px' },
  },
  // A long name takes two lines.
  whose: { height: 'auto', padding: '4px 12px', textAlign: 'center' },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '2px',
    flexGrow: 1,
    [narrow]: { flexDirection: 'row', flexWrap: 'wrap' },
  },
  step: {
    justifyContent: 'flex-start',
    width: '100%',
    fontWeight: tokens.fontWeightRegular,
    minHeight: '36px',
    textAlign: 'left',
  },
  ofList: { [narrow]: { width: 'auto', minWidth: '36px', padding: '4px 8px' } },
  // For whoever listens, and as a tooltip: there is no room for seven titles above a page.
  title: {
    [narrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  tools: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '12px',
    [narrow]: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))', rowGap: 0 },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    // Forced colours take the background away.
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  number: { width: '20px', textAlign: 'center', flexShrink: 0, fontSize: tokens.fontSizeBase300 },
  done: { color: tokens.colorPaletteGreenForeground1 },
});

/** The steps of the run, with a stable end. Steps whose needs are met can be reached by a click. */
export function Rail() {
  const styles = useStyles();
  const { state, open, leave } = useRun();
  const showHelp = useShowHelp();
  const current = stepNumber(state.page);
  return (
    <nav className={styles.rail} aria-label="Steps">
      <div className={styles.head}>
        <Badge appearance="tint" color="informative" size="large" className={styles.whose}>
          {serversTitle(state)}
        </Badge>
        {state.planFile && (
          <Badge appearance="tint" color="informative">
            Plan file
          </Badge>
        )}
        <Text size={200}>
          Step {current} of {steps.length}
        </Text>
      </div>
      <ol className={styles.list}>
        {steps.map((step, index) => {
          const number = index + 1;
          const isCurrent = number === current;
          return (
            <li key={step.page}>
              <HeldButton
                appearance="subtle"
                className={mergeClasses(styles.step, styles.ofList, isCurrent && styles.current)}
                title={step.title}
                disabledFocusable={!isCurrent && !isReachable(step.page, state)}
                aria-current={isCurrent ? 'step' : undefined}
                onClick={() => void open(step.page)}
                icon={
                  !isCurrent && isDone(step.page, state) ? (
                    <CheckmarkCircle20Filled className={styles.done} aria-label="done" />
                  ) : (
                    <span className={styles.number}>{number}</span>
                  )
                }
              >
                <span className={isCurrent ? undefined : styles.title}>{step.title}</span>
              </HeldButton>
            </li>
          );
        })}
      </ol>
      <div className={styles.tools}>
        <PracticeBriefDialog className={styles.step} />
        <TranscriptDialog className={styles.step} />
        <Button
          appearance="subtle"
          className={styles.step}
          icon={<QuestionCircleRegular />}
          onClick={() => showHelp('help')}
        >
          Help
        </Button>
        <HeldButton appearance="subtle" className={styles.step} icon={<HomeRegular />} onClick={() => void leave()}>
          Back to Start
        </HeldButton>
      </div>
    </nav>
  );
}
