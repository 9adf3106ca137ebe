import { describe, expect, it } from 'vitest';
import { lessonOf } from '../../../../../shared/practice/lessons/lessons';
import type { RunState } from '../../../../../shared/run/state';
import { back, cutOff, made, run, set, timeout } from '../../../../support/lesson-run';
import { makeAccount } from '../../database-mail/make-account';

describe('the lost login', () => {
  const account = (username: string | null): Partial<RunState> => ({
    accounts: [makeAccount({ name: 'Newsletter', username })],
  });

  it.each([
    [
      [made(timeout), account('corp\\sqlmail')],
      /^You raised .* from 20 to 60 by writing to the table .* corp\\sqlmail is/,
    ],
    [[made(set('Newsletter', 'timeout', '20', '10')), account('corp\\sqlmail')], /^You changed .* from 20 to 10 by/],
    [[made(timeout)], /^You raised .* by writing to the table alone\.$/],
    [[account('corp\\sqlmail')], /^You left the timeout of Newsletter as it is, so its login was never at risk/],
    [
      [made(timeout, back('Newsletter', 'timeout', '60', '20')), account('corp\\sqlmail')],
      /^The timeout of Newsletter is as it was before this run, and its login corp\\sqlmail is still there\.$/,
    ],
    [
      [made(cutOff(timeout)), account('corp\\sqlmail')],
      /^It is not known whether your change of timeout on Newsletter/,
    ],
    [[made(timeout), account(null)], /^Newsletter has lost its login/],
  ])('kept, left or lost', (parts, sentence) => {
    expect(lessonOf(run('lost-login', ...parts))[0]).toMatch(sentence);
  });
});
