import { describe, expect, it } from 'vitest';
import type { SmtpFailure } from '../../../../shared/smtp/failure';
import { ladderTimeline, limitOf, readLadder, type Rung } from '../../../../shared/smtp/ladder-reading';

const perSourceText =
  '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel';
const perSource: SmtpFailure = { phase: 'banner', kind: 'reply', text: perSourceText };
const total: SmtpFailure = {
  phase: 'banner',
  kind: 'reply',
  text: '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
};
const reply = (text: string): SmtpFailure => ({ phase: 'banner', kind: 'reply', text });

/** One rung every 100 ms; a number is a greeting that took so long. */
const rungs = (...outcomes: (number | SmtpFailure)[]): Rung[] =>
  outcomes.map((outcome, index) => ({
    atMs: (index + 1) * 100,
    tookMs: typeof outcome === 'number' ? outcome : 5,
    failure: typeof outcome === 'number' ? null : outcome,
  }));

describe('readLadder', () => {
  it('gives the limit where three refusals on end name the source’s', () => {
    expect(readLadder(rungs(5, 5, perSource, perSource, perSource), 0)).toEqual({
      opened: 2,
      limit: 2,
      refusal: { text: perSourceText, class: 'per-source-limit' },
      slow: null,
    });
  });

  it('gives none at the total limit, where other sources hold the rest', () => {
    const reading = readLadder(rungs(5, 5, total, total, total), 0);
    expect(reading).toMatchObject({ opened: 2, limit: null, refusal: { class: 'total-limit' } });
    expect(readLadder(rungs(5, perSource, total, perSource), 0).limit).toBeNull();
  });

  it('finds a limit of no session at all', () => {
    expect(readLadder(rungs(perSource, perSource, perSource), 0)).toMatchObject({ opened: 0, limit: 0 });
  });

  it.each([
    ['421 4.3.2 Service not available', 'service-not-available'],
    ['421 4.4.2 Message submission rate for this client has exceeded the configured limit', 'message-rate-limit'],
    ['452 4.3.1 Insufficient system resources', 'back-pressure'],
    ['421 Too busy', 'unknown'],
  ])('gives none for %s', (text, replyClass) => {
    const reading = readLadder(rungs(5, reply(text), reply(text), reply(text)), 0);
    expect(reading).toMatchObject({ opened: 1, limit: null, refusal: { text, class: replyClass } });
  });

  it('gives none where one refusal of three is of another kind, or a session was taken in between', () => {
    expect(readLadder(rungs(5, perSource, perSource, { phase: 'banner', kind: 'timeout' }), 0).limit).toBeNull();
    expect(readLadder(rungs(5, perSource, 5, perSource, perSource), 0).limit).toBeNull();
    expect(readLadder(rungs(5, perSource, perSource), 0).limit).toBeNull();
  });

  it('gives none where the server let go of a session it had taken', () => {
    expect(readLadder(rungs(5, 5, perSource, perSource, perSource), 1).limit).toBeNull();
  });

  it('says in its own words what came without any', () => {
    const timeout: SmtpFailure = { phase: 'banner', kind: 'timeout' };
    const closed: SmtpFailure = { phase: 'banner', kind: 'closed', text: '' };
    expect(readLadder(rungs(timeout), 0).refusal?.text).toBe('There was no greeting within 10 seconds.');
    expect(readLadder(rungs(closed), 0).refusal?.text).toBe('The connection was closed without a greeting.');
    expect(readLadder(rungs(reply('4'.repeat(5000))), 0).refusal?.text).toHaveLength(2000);
  });

  it('notices greetings that come late again and again', () => {
    expect(readLadder(rungs(20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 1500, 2000, 1800), 0).slow).toEqual({
      session: 12,
      usualMs: 20,
      tookMs: 1800,
      // Eleven more in 1.1 s.
      perMinute: 600,
    });
  });

  it('notices them from the second session on', () => {
    expect(readLadder(rungs(20, 1500, 1500, 1500, 1500), 0).slow).toMatchObject({ session: 2, usualMs: 20 });
    expect(readLadder([], 0).slow).toBeNull();
  });

  it('takes neither one late greeting nor an even slowness for a rate limit', () => {
    expect(readLadder(rungs(20, 20, 20, 20, 20, 2000, 20, 2000, 2000, 20), 0).slow).toBeNull();
    expect(readLadder(rungs(1500, 1500, 1500, 1500, 1500, 2000, 2000, 2000), 0).slow).toBeNull();
    expect(readLadder(rungs(20, 20, 20, 20, 20, 400, 400, 400), 0).slow).toBeNull();
  });
});

describe('limitOf', () => {
  it.each([
    [17, 3, 20],
    [17, 0, 17],
    [17, null, 17],
    [null, 3, null],
  ])('%s measured and %s open already: %s', (measured, alreadyOpen, limit) => {
    expect(limitOf(measured, alreadyOpen)).toBe(limit);
  });
});

describe('ladderTimeline', () => {
  it('shows the sessions open and the refusals, slice by slice', () => {
    const broken: SmtpFailure = { phase: 'banner', kind: 'closed', text: '' };
    expect(ladderTimeline(rungs(5, 5, 5, perSource, broken))).toEqual({
      sliceMs: 250,
      slices: [
        { open: 2, accepted: 2, refused421: 0, failed: 0 },
        { open: 3, accepted: 1, refused421: 1, failed: 0 },
        { open: 3, accepted: 0, refused421: 0, failed: 1 },
      ],
    });
  });
});
