import { describe, expect, it } from 'vitest';
import { timesOf } from '../../../../shared/database-mail/burst-times';
import type { MailStatus } from '../../../../shared/database-mail/mail-status';

const hour = 3_600_000;
const noon = Date.parse('2026-10-25T12:00:00Z');
let id = 0;
const sent = (requestedMs: number, sentMs: number): MailStatus => ({ id: ++id, status: 'sent', requestedMs, sentMs });

describe('timesOf', () => {
  it('counts delays and the rate of what was sent', () => {
    const mails = [
      sent(noon, noon + 1000),
      sent(noon + 100, noon + 1000),
      sent(noon + 200, noon + 4000),
      { id: 9, status: 'failed' as const, requestedMs: noon + 300, sentMs: noon + 9000 },
    ];
    expect(timesOf(mails, 10_000)).toEqual({
      perSecond: 0.75,
      bestSecond: 2,
      p50Ms: 1000,
      p95Ms: 3800,
      p99Ms: 3800,
      maxMs: 3800,
      untimed: 0,
    });
  });

  it('takes a delay that whole seconds make negative for none', () => {
    expect(timesOf([sent(noon + 700, noon)], 5000)).toMatchObject({ p50Ms: 0, maxMs: 0, untimed: 0, perSecond: null });
  });

  it('leaves out what summer time’s beginning makes an hour longer', () => {
    const mails = [sent(noon, noon + 1000), sent(noon + 500, noon + hour + 2000)];
    expect(timesOf(mails, 5000)).toMatchObject({ maxMs: 1000, untimed: 1, perSecond: null });
  });

  it('leaves out what its end makes negative', () => {
    const mails = [sent(noon, noon + 1000), sent(noon + 500, noon - hour + 2000)];
    expect(timesOf(mails, 5000)).toMatchObject({ maxMs: 1000, untimed: 1, bestSecond: 1 });
  });

  it('has no rate where the clock went back for everything', () => {
    expect(timesOf([sent(noon, noon - hour + 1000)], 5000)).toEqual({
      perSecond: null,
      bestSecond: 1,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
      maxMs: null,
      untimed: 1,
    });
  });

  it('has nothing to say where nothing was sent', () => {
    expect(timesOf([], 5000)).toMatchObject({ perSecond: null, bestSecond: null, p50Ms: null, untimed: 0 });
  });
});
