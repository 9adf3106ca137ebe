import type { Session } from '../session';

/** At most four updates a second reach the page. */
const updateMilliseconds = 250;

/** Now, on the clock of the servers, as ISO text. */
export const siteTime = (session: Session) => new Date(session.site.clock.now()).toISOString();

/** Leaves out calls that come too soon after the last one let through. */
export function throttled<T>(act: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    if (performance.now() - last < updateMilliseconds) return;
    last = performance.now();
    act(value);
  };
}
