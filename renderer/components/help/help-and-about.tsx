import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { menuItemSchema, type MenuItem } from '../../../shared/settings';
import { ShowHelp } from './show-help';

/** The texts are many, and no page needs them. */
const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog')).HelpDialog }));
const AboutDialog = lazy(async () => ({ default: (await import('./about-dialog')).AboutDialog }));

/** Help and About over every page: from the program's menu, and from whatever asks for them (`useShowHelp`). */
export function HelpAndAbout({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<MenuItem | null>(null);
  /** What had the focus: a dialog that the menu opens has no button of its own to give it back to. */
  const before = useRef<Element | null>(null);
  const show = useCallback((item: MenuItem) => {
    before.current ??= document.activeElement;
    setShown(item);
  }, []);
  useEffect(
    () =>
      window.relaytune.onMenu((item) => {
        const known = menuItemSchema.safeParse(item);
        if (known.success) show(known.data);
      }),
    [show],
  );
  useEffect(() => {
    if (shown !== null) return;
    const was = before.current;
    before.current = null;
    if (was instanceof HTMLElement && was.isConnected) was.focus();
  }, [shown]);
  const close = () => setShown(null);
  return (
    <ShowHelp value={show}>
      {children}
      <Suspense fallback={null}>
        {shown === 'help' && <HelpDialog onClose={close} />}
        {shown === 'about' && <AboutDialog onClose={close} />}
      </Suspense>
    </ShowHelp>
  );
}
