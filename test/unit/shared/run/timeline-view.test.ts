import { describe, expect, it } from 'vitest';
import type { Slice, Timeline } from '../../../../shared/run/timeline';
import { describeTimeline, forDrawing, mostOpenOf, totalsOf } from '../../../../shared/run/timeline-view';

const slice = (changes: Partial<Slice>): Slice => ({ open: 0, accepted: 0, refused421: 0, failed: 0, ...changes });
const many = (count: number, changes: Partial<Slice>): Slice[] => Array.from({ length: count }, () => slice(changes));

const article: Timeline = {
  sliceMs: 1000,
  slices: [
    slice({ open: 12, accepted: 3 }),
    slice({ open: 20, accepted: 4 }),
    slice({ open: 20, accepted: 1 }),
    slice({ open: 20, refused421: 9, failed: 1 }),
    slice({ open: 7, accepted: 70, refused421: 12 }),
  ],
};

describe('the columns to draw', () => {
  it('are the slices where there are few', () => {
    expect(forDrawing(article)).toEqual(article);
  });

  it('are merged until they can be told apart, and lose nothing', () => {
    const drawn = forDrawing({ sliceMs: 250, slices: many(240, { open: 5, accepted: 1, refused421: 2 }) });
    expect(drawn.sliceMs).toBe(1000);
    expect(drawn.slices).toHaveLength(60);
    expect(totalsOf(drawn)).toEqual({ accepted: 240, refused421: 480, failed: 0 });
    expect(mostOpenOf(drawn)).toBe(5);
  });

  it('are seconds where the dates are msdb’s', () => {
    const drawn = forDrawing({ sliceMs: 250, slices: many(8, { open: null, accepted: 1 }) });
    expect(drawn).toEqual({
      sliceMs: 1000,
      slices: [slice({ open: null, accepted: 4 }), slice({ open: null, accepted: 4 })],
    });
  });
});

describe('in words', () => {
  it('says what can be read off the chart', () => {
    expect(describeTimeline(article, 20, 'mails')).toBe(
      'Most sessions open at once 20, the limit is 20. In 5 s: 78 mails accepted. 21 refused with 421, from 3 s on. 1 failed otherwise.',
    );
  });

  it('says nothing of sessions that are not seen, nor of a limit that is none', () => {
    expect(describeTimeline({ sliceMs: 1000, slices: many(90, { open: null, accepted: 2 }) }, 20, 'mails')).toBe(
      'In 1 min 30 s: 180 mails accepted. No 421. 0 failed otherwise.',
    );
    expect(describeTimeline({ sliceMs: 250, slices: many(4, { open: 3, accepted: 1 }) }, null, 'sessions')).toBe(
      'Most sessions open at once 3. In 1 s: 4 sessions accepted. No 421. 0 failed otherwise.',
    );
  });

  it('holds for a test in which nothing happened yet', () => {
    expect(describeTimeline({ sliceMs: 250, slices: [] }, 20, 'mails')).toBe(
      'In 0 s: 0 mails accepted. No 421. 0 failed otherwise.',
    );
  });
});
