import { mostSlices, type Slice, type Timeline } from './timeline';

export type Outcome = 'accepted' | 'refused421' | 'failed';

/** Collects what happens, in the order of time; times are milliseconds of one clock. */
export type TimelineBuilder = {
  count(atMs: number, outcome: Outcome, howMany?: number): void;
  /** So many sessions are open from now on. */
  open(atMs: number, sessions: number): void;
  timeline(): Timeline;
};

const firstSliceMs = 250;

/** @param seesSessions false where the test cannot tell how many sessions are open */
export function buildTimeline(startMs: number, seesSessions = true): TimelineBuilder {
  let sliceMs = firstSliceMs;
  let slices: Slice[] = [];
  let openNow = seesSessions ? 0 : null;

  function sliceAt(atMs: number): Slice {
    let index = Math.max(slices.length - 1, Math.floor((atMs - startMs) / sliceMs), 0);
    while (index >= mostSlices) {
      slices = mergeTwoByTwo(slices);
      sliceMs *= 2;
      index = Math.max(slices.length - 1, Math.floor((atMs - startMs) / sliceMs));
    }
    // A slice in which nothing happened still had its sessions.
    while (slices.length <= index) slices.push({ open: openNow, accepted: 0, refused421: 0, failed: 0 });
    return slices[index] as Slice;
  }

  return {
    count(atMs, outcome, howMany = 1) {
      sliceAt(atMs)[outcome] += howMany;
    },
    open(atMs, sessions) {
      const slice = sliceAt(atMs);
      openNow = sessions;
      slice.open = Math.max(slice.open ?? 0, sessions);
    },
    timeline: () => ({ sliceMs, slices: slices.map((slice) => ({ ...slice })) }),
  };
}

/** Half as many slices, each of the two beside each other. */
export function mergeTwoByTwo(slices: readonly Slice[]): Slice[] {
  const merged: Slice[] = [];
  for (let at = 0; at < slices.length; at += 2) {
    const [one, other] = [slices[at] as Slice, slices[at + 1]];
    merged.push(
      other
        ? {
            open: one.open === null || other.open === null ? null : Math.max(one.open, other.open),
            accepted: one.accepted + other.accepted,
            refused421: one.refused421 + other.refused421,
            failed: one.failed + other.failed,
          }
        : one,
    );
  }
  return merged;
}
