import { describe, expect, it } from 'vitest';
import { buildTimeline } from '../../../../shared/run/build-timeline';
import { timelineSchema } from '../../../../shared/run/timeline';

describe('buildTimeline', () => {
  it('counts what happens in slices of a quarter second, and carries the open sessions on', () => {
    const building = buildTimeline(1000);
    building.open(1000, 2);
    building.open(1100, 5);
    building.open(1200, 3);
    building.count(1249, 'accepted');
    building.count(1750, 'refused421', 4);
    building.count(1999, 'failed');
    expect(building.timeline()).toEqual({
      sliceMs: 250,
      slices: [
        { open: 5, accepted: 1, refused421: 0, failed: 0 },
        { open: 3, accepted: 0, refused421: 0, failed: 0 },
        { open: 3, accepted: 0, refused421: 0, failed: 0 },
        { open: 3, accepted: 0, refused421: 4, failed: 1 },
      ],
    });
  });

  it('stays within its bounds for a test of any length, and loses no count', () => {
    const building = buildTimeline(0);
    for (let second = 0; second < 7200; second += 1) {
      building.open(second * 1000, second % 60);
      building.count(second * 1000, 'accepted');
    }
    const timeline = timelineSchema.parse(building.timeline());
    expect(timeline.sliceMs).toBe(32_000);
    expect(timeline.slices).toHaveLength(225);
    expect(timeline.slices.reduce((sum, slice) => sum + slice.accepted, 0)).toBe(7200);
    expect(Math.max(...timeline.slices.map((slice) => slice.open ?? 0))).toBe(59);
  });

  it('leaves the sessions out where they cannot be seen', () => {
    const building = buildTimeline(0, false);
    building.count(300, 'accepted');
    expect(building.timeline().slices.map((slice) => slice.open)).toEqual([null, null]);
  });

  it('puts what is late by its clock into the newest slice', () => {
    const building = buildTimeline(0);
    building.count(900, 'accepted');
    building.count(100, 'accepted');
    expect(building.timeline().slices.map((slice) => slice.accepted)).toEqual([0, 0, 0, 2]);
  });
});
