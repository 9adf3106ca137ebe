import { formatNumber, formatSeconds } from '../format';
import { mergeTwoByTwo } from './build-timeline';
import type { Timeline } from './timeline';

/** Columns that still can be told apart on half a page. */
const mostColumns = 60;
/** Dates of msdb have whole seconds: shorter slices would show their rounding. */
const leastWithoutSessionsMs = 1000;

/**
 * The timeline in no more columns than can be drawn over an axis of so many seconds: tests on the same axis get columns of
 * about the same width, so that their rates compare.
 */
export function forDrawing(timeline: Timeline, most = mostColumns, axisSeconds = 0): Timeline {
  let { sliceMs, slices } = timeline;
  const seesSessions = slices.some((slice) => slice.open !== null);
  const least = Math.max((axisSeconds * 1000) / most, seesSessions ? 0 : leastWithoutSessionsMs);
  while (slices.length > most || (sliceMs < least && slices.length > 1)) {
    slices = mergeTwoByTwo(slices);
    sliceMs *= 2;
  }
  return { sliceMs, slices };
}

export type TimelineTotals = { accepted: number; refused421: number; failed: number };

export function totalsOf({ slices }: Timeline): TimelineTotals {
  const sum = (of: keyof TimelineTotals) => slices.reduce((total, slice) => total + slice[of], 0);
  return { accepted: sum('accepted'), refused421: sum('refused421'), failed: sum('failed') };
}

/** Most sessions open at once; null where the test cannot see them. */
export function mostOpenOf({ slices }: Timeline): number | null {
  const open = slices.flatMap((slice) => slice.open ?? []);
  return open.length === 0 ? null : Math.max(...open);
}

export const secondsOf = ({ sliceMs, slices }: Timeline): number => (sliceMs * slices.length) / 1000;

/** The chart in words: what somebody would read off it. */
export function describeTimeline(
  timeline: Timeline,
  limit: number | null,
  what: 'mails' | 'sessions' | 'tries',
): string {
  const { accepted, refused421, failed } = totalsOf(timeline);
  const most = mostOpenOf(timeline);
  const sessions =
    most === null
      ? ''
      : `Most sessions open at once ${formatNumber(most)}${limit === null ? '' : `, the limit is ${formatNumber(limit)}`}. `;
  const began = began421(timeline);
  const refused =
    began === null ? 'No 421' : `${formatNumber(refused421)} refused with 421, from ${formatSeconds(began)} on`;
  return `${sessions}In ${formatSeconds(secondsOf(timeline))}: ${formatNumber(accepted)} ${what} accepted. ${refused}. ${formatNumber(failed)} failed otherwise.`;
}

/** Seconds after the start in which the first 421 came, to the slice; null for none. */
function began421({ sliceMs, slices }: Timeline): number | null {
  const first = slices.findIndex((slice) => slice.refused421 > 0);
  return first < 0 ? null : Math.floor((first * sliceMs) / 1000);
}
