import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { menuItemSchema, type MenuItem } from '../../../shared/settings';
import { ShowHelp } from './show-help';

/** The texts are many, and no page needs them. */
const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog')).HelpDialog }));
const AboutDialog = lazy(async () => ({ default: (await import('./about-dialog')).AboutDialog }));

/** Help and About over every page: from the program's menu, and from whatever asks for them (`useShowHelp`). */
export function HelpAndAbout({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<MenuItem | null>(null);
  useEffect(
    () =>
      window.relaytune.onMenu((item) => {
        const known = menuItemSchema.safeParse(item);
        if (known.success) setShown(known.data);
      }),
    [],
  );
  const close = () => setShown(null);
  return (
    <ShowHelp value={setShown}>
      {children}
      <Suspense fallback={null}>
        {shown === 'help' && <HelpDialog onClose={close} />}
        {shown === 'about' && <AboutDialog onClose={close} />}
      </Suspense>
    </ShowHelp>
  );
}
