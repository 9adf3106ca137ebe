import type { Bounds } from '../../shared/settings';

/** What every page is laid out for. */
export const smallest = { width: 1024, height: 720 };
const usual = { width: 1180, height: 800 };
/** So much of a window's upper edge must be on a screen that it can be taken hold of. */
const grip = 100;

/**
 * Where the window opens: where it was, if a screen is still there; else the system finds a place for one of the usual size. No larger than
 * its screen, except where that is smaller than the pages need; that its lower right corner is on a screen is not made sure.
 * @param screens the work areas of all screens
 */
export function windowPlace(was: Bounds | null, screens: readonly Bounds[]): Partial<Bounds> & typeof smallest {
  const screen = was && screens.find((each) => isHeldBy(each, was));
  if (!was || !screen) return usual;
  const fit = (side: 'width' | 'height') => Math.max(smallest[side], Math.min(was[side], screen[side]));
  return { x: was.x, y: was.y, width: fit('width'), height: fit('height') };
}

function isHeldBy(screen: Bounds, { x, y, width }: Bounds): boolean {
  const shown = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return shown >= grip && y >= screen.y && y <= screen.y + screen.height - grip;
}
