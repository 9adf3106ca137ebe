import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactNode } from 'react';

const useStyles = makeStyles({ box: { overflowX: 'auto' } });

/** Scrolls sideways what is too wide for the page, by the keyboard too; where all of it shows, it is no stop on its way. */
export function ScrollBox({ name, children }: { name: string; children: ReactNode }) {
  const styles = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const [isTooWide, setIsTooWide] = useState(false);
  useEffect(() => {
    const shown = box.current;
    if (!shown) return;
    const observer = new ResizeObserver(() => setIsTooWide(shown.scrollWidth > shown.clientWidth));
    observer.observe(shown);
    for (const child of shown.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className={styles.box}
      data-scrolls
      {...(isTooWide ? { role: 'group', 'aria-label': name, tabIndex: 0 } : {})}
    >
      {children}
    </div>
  );
}
