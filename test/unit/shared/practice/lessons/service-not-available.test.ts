import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import type { RunState } from '../../../../../shared/run/state';
import { back, cutOff, delay, ladders, made, none, number, relay, run } from '../../../../support/lesson-run';
import { makeBurst } from '../../../../support/run-fixtures';

describe('service not available', () => {
  const failing = { ...none, burst: makeBurst({ sent: 0, failed: 100 }) };
  const lesson = (...parts: Partial<RunState>[]) => lessonOf(run('service-not-available', ...parts)).slice(0, 2);
  const hadIt = 'Your first test had it: the very first session was refused, so no number of sessions was too many.';

  it.each<[Partial<RunState>[], string, string]>([
    [[{ before: ladders.before }], hadIt, 'You changed nothing, rightly.'],
    [[{ after: ladders.after }], hadIt, 'You changed nothing, rightly.'],
    [
      [],
      'You measured nothing: one ladder would have shown that the very first session is refused.',
      'You changed nothing, rightly.',
    ],
    [
      [made(number(), back(relay, 'MaxInboundConnectionPerSource', '150', '20'))],
      'You measured nothing before the changes: one ladder would have shown that the very first session is refused.',
      'What you changed you have taken back, rightly.',
    ],
    [
      [made(number(), delay), { before: failing, after: failing }],
      hadIt,
      'You changed 2 settings, and after that 100 of 100 mails failed as before: take them back, so that nothing stands that was not needed.',
    ],
    [
      [made(number(), delay), { after: failing }],
      'You measured nothing before the changes: one ladder would have shown that the very first session is refused.',
      'You changed 2 settings, and after that 100 of 100 mails failed: take them back, so that nothing stands that was not needed.',
    ],
    [
      [made(number()), { before: failing, after: failing, outdated: ['burst'] }],
      hadIt,
      'You changed one setting: take it back, so that nothing stands that was not needed.',
    ],
  ])('measured or not, changed or not', (parts, first, second) => {
    expect(lesson(...parts)).toEqual([first, second]);
  });

  it('cut off', () => {
    expect(lesson(made(cutOff(number())))[1]).toMatch(/^It is not known whether/);
  });
});
