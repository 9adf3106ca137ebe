import { makeStyles, mergeClasses, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Problem } from '../../shared/result';
import type { Page } from '../../shared/run/page';
import { useRun } from '../run-context';
import { HeldButton } from './held-button';
import { InterruptedPanel } from './interrupted-panel';
import { narrow } from './narrow';
import { PlanningLine } from './planning-line';
import { ProblemBar } from './problem-bar';
import { QueueStopped } from './queue-stopped';
import { RunNotices } from './run-notices';
import type { Planning } from './use-plan';

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', height: '100%', [narrow]: { height: 'auto' } },
  hidden: { display: 'none' },
  content: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    // What is only to be heard is placed within it: placed within the window, it would make that scroll too, and the page leave it.
    position: 'relative',
    padding: '24px 32px 24px',
    scrollPaddingBlock: '24px',
    [narrow]: { overflowY: 'visible', padding: '16px' },
  },
  inner: { maxWidth: '880px', display: 'flex', flexDirection: 'column', rowGap: '16px' },
  head: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  title: { ...typographyStyles.title2, margin: 0, outlineStyle: 'none' },
  actions: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '12px 32px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [narrow]: { position: 'sticky', bottom: 0, zIndex: 1, padding: '8px 16px', flexWrap: 'wrap', rowGap: '8px' },
  },
  space: { flexGrow: 1 },
});

export type PageFrameProps = {
  title: string;
  /** What the page is for, in one sentence. */
  purpose: string;
  problem?: Problem | null;
  /** The page before; no Back button without it. */
  back?: Page;
  /** Buttons on the right, the main one last. */
  actions?: ReactNode;
  busy?: boolean;
  /** The page's plan, which is waited for here. */
  planning?: Planning;
  /** What Enter in a field does: the page's main act. */
  onEnter?: () => void;
  /** What Esc does: the safe way out. */
  onEscape?: () => void;
  /** Kept as it is, drafts and results, behind another page that shows meanwhile. */
  hidden?: boolean;
  /** The page is about a plan itself: an interrupted one is no subject here. */
  isConfirmation?: boolean;
  children: ReactNode;
};

/** Header, scrolling content, fixed buttons. Focus goes to the title when the page opens, unless a button took it back. */
export function PageFrame(props: PageFrameProps) {
  const { title, purpose, back, actions, planning, hidden = false, isConfirmation = false, children } = props;
  const busy = (props.busy ?? false) || (planning?.busy ?? false);
  const styles = useStyles();
  const { open, problem: notOpened, continuing, isTesting } = useRun();
  const problem = notOpened ?? props.problem;
  const frame = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!hidden && !frame.current?.contains(document.activeElement)) heading.current?.focus();
  }, [title, hidden]);

  function onKey(event: React.KeyboardEvent): void {
    if (busy || event.defaultPrevented) return;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type !== 'checkbox')
      props.onEnter?.();
    if (event.key === 'Escape') props.onEscape?.();
  }

  return (
    <main
      ref={frame}
      className={mergeClasses(styles.frame, hidden && styles.hidden)}
      hidden={hidden}
      aria-busy={busy}
      onKeyDown={onKey}
    >
      <div className={styles.content}>
        <div className={styles.inner}>
          <header className={styles.head}>
            <h1 ref={heading} tabIndex={-1} className={styles.title}>
              {title}
            </h1>
            <Text>{purpose}</Text>
          </header>
          {/* While an act is under way it may be stopped on purpose. */}
          {!busy && <QueueStopped />}
          <RunNotices onDismissed={() => heading.current?.focus()} />
          {continuing && !busy && !isTesting && !isConfirmation && <InterruptedPanel planning={continuing} />}
          {planning && <PlanningLine planning={planning} />}
          {problem && <ProblemBar problem={problem} />}
          {children}
        </div>
      </div>
      <footer className={styles.actions}>
        {back && (
          <HeldButton disabledFocusable={busy} onClick={() => void open(back)}>
            Back
          </HeldButton>
        )}
        <div className={styles.space} />
        {actions}
      </footer>
    </main>
  );
}
