import { buildTimeline, type Outcome } from '../run/build-timeline';
import type { Timeline } from '../run/timeline';
import { percentile } from '../run/statistics';
import { classifyFailure } from './classify';
import type { SmtpFailure } from './failure';
import type { ReplyClass } from './reply-class';

/** One session that a ladder asked for. */
export type Rung = {
  /** When its answer came, in milliseconds since the ladder began, on the clock of the servers. */
  atMs: number;
  /** From its start to its answer, on the same clock. */
  tookMs: number;
  /** Null when it was greeted with a 220, and is held. */
  failure: SmtpFailure | null;
};

export type LadderReading = {
  /** Sessions that got a 220. */
  opened: number;
  /** Sessions that the source held when the server refused it more; null where the refusals name no limit of the source. */
  limit: number | null;
  /** The first session that got no 220. */
  refusal: { text: string; class: ReplyClass } | null;
  slow: SlowGreetings | null;
};

type SlowGreetings = {
  /** From this session on (from 1) the greeting took long: `tookMs`, where the fastest of the first ones took `usualMs`. */
  session: number;
  usualMs: number;
  tookMs: number;
  /** New sessions a minute, after the first, that the ladder had reached by then; null where it was not a second old. */
  perMinute: number | null;
};

/** A refusal must repeat, so that one lost packet is not taken for the limit; more would only trouble the server. */
export const refusalsToBelieve = 3;
const longestRefusal = 2000;

/**
 * What a ladder tells. A limit is given only where the server said so three times on end, in the words for one source, after
 * the last session it took, and while it held every session it had taken. Every other refusal is told as what it is, without
 * a number: at the total limit, other sources hold the rest.
 * @param rungs in the order they were asked for
 * @param dropped sessions that the server closed while they were held
 */
export function readLadder(rungs: readonly Rung[], dropped: number): LadderReading {
  const failures = rungs.flatMap((rung) => (rung.failure ? [rung.failure] : []));
  const opened = rungs.length - failures.length;
  const last = rungs.slice(-refusalsToBelieve);
  const isLimit =
    failures.length === refusalsToBelieve &&
    last.length === refusalsToBelieve &&
    last.every((rung) => rung.failure !== null && classifyFailure(rung.failure) === 'per-source-limit');
  const [first] = failures;
  return {
    opened,
    limit: isLimit && dropped === 0 ? opened : null,
    refusal: first ? { text: failureText(first), class: classifyFailure(first) } : null,
    slow: slowGreetings(rungs),
  };
}

/** The limit, given the sessions that the source had open before the ladder: they count, too. */
export function limitOf(measured: number | null, alreadyOpen: number | null): number | null {
  return measured === null ? null : measured + (alreadyOpen ?? 0);
}

/** The course of a ladder over time; accepted are the sessions. */
export function ladderTimeline(rungs: readonly Rung[]): Timeline {
  const builder = buildTimeline(0);
  let open = 0;
  for (const { atMs, failure } of rungs) {
    builder.count(atMs, outcomeOf(failure));
    if (failure === null) open += 1;
    builder.open(atMs, open);
  }
  return builder.timeline();
}

function outcomeOf(failure: SmtpFailure | null): Outcome {
  if (failure === null) return 'accepted';
  return failure.kind === 'reply' && failure.text.startsWith('421') ? 'refused421' : 'failed';
}

/** The raw text where the server said anything, else what happened in our words. */
function failureText(failure: SmtpFailure): string {
  const words = failure.kind === 'timeout' ? '' : failure.text.trim();
  if (words !== '') return words.slice(0, longestRefusal);
  return failure.kind === 'timeout'
    ? 'There was no greeting within 10 seconds.'
    : 'The connection was closed without a greeting.';
}

const slowMs = 1000;
const timesSlower = 5;
const inARow = 3;
const firstOnes = 5;

/**
 * Past MaxConnectionRatePerMinute (1200 by default) Exchange delays accepting and sends no 421, so that the only sign is a
 * greeting that comes late, again and again.
 */
function slowGreetings(rungs: readonly Rung[]): SlowGreetings | null {
  const greeted = rungs.flatMap(({ failure, ...times }, index) => (failure ? [] : [{ session: index + 1, ...times }]));
  // The fastest, since a small rate is used up by the first session.
  const usualMs = Math.min(...greeted.slice(0, firstOnes).map((each) => each.tookMs));
  const least = Math.max(slowMs, usualMs * timesSlower);
  const start = greeted.findIndex((_, index) => {
    const some = greeted.slice(index, index + inARow);
    return some.length === inARow && some.every((each) => each.tookMs >= least);
  });
  const from = greeted[start];
  const tookMs = percentile(
    greeted.slice(start).map((each) => each.tookMs),
    50,
  );
  if (!from || tookMs === null) return null;
  const minutes = (from.atMs - (rungs[0]?.atMs ?? 0)) / 60_000;
  return {
    session: from.session,
    usualMs,
    tookMs,
    perMinute: minutes >= 1 / 60 ? Math.round((from.session - 1) / minutes) : null,
  };
}
