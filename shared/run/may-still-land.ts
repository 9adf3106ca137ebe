import type { Problem } from '../result';

/** What was asked was never begun. */
const notBegun: ReadonlySet<string> = new Set(['powershell/ended-before', 'powershell/not-started']);

/** The server, or the session on it, was lost in the middle. */
const lostServer: ReadonlySet<string> = new Set(['exchange/domain-controller', 'sql/writer-still-there']);

/**
 * Whether a write that ended so may still be carried out: what was lost is the one who asked for it, or who was to answer, and a server
 * that has the command goes on with it. A reading that shows the old value says nothing then.
 */
export const mayStillLand = ({ code }: Problem): boolean =>
  lostServer.has(code) || (code.startsWith('powershell/') && !notBegun.has(code));
