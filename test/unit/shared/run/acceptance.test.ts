import { describe, expect, test } from 'vitest';
import { acceptedOf, asksForReason, reasonMessage } from '../../../../shared/run/acceptance';
import { makePlan } from '../../../support/run-fixtures';

const ticks = [{ id: 'unsupported', text: 'I know that this is not supported.' }];

describe('the reason', () => {
  test.each([
    [undefined, 'Enter a reason: the report shows it beside what you accept.'],
    ['   ', 'Enter a reason: the report shows it beside what you accept.'],
    ['x'.repeat(501), 'Enter 500 characters at most; these are 501.'],
    ['first\nsecond', 'Enter the reason in one line, without control characters.'],
    ['first\u2028second', 'Enter the reason in one line, without control characters.'],
    ['\u202egnorw', 'Enter the reason in one line, without control characters.'],
    ['x'.repeat(500), null],
    [' Besprochen mit dem Team: «läuft nachts», نیم‌فاصله, 100 % ✓ ', null],
  ])('%j', (reason, message) => {
    expect(reasonMessage(makePlan({ ticks }), reason)).toBe(message);
  });

  const risk = (severity: 'info' | 'warning' | 'danger') => ({ risks: [{ severity, text: 'It may.' }] });
  test.each([
    ['nothing but the button', {}, false],
    ['a note', risk('info'), false],
    ['a warning', risk('warning'), false],
    ['a danger', risk('danger'), true],
    ['a name to type', { typedName: 'Relay' }, true],
    ['a tick', { ticks }, true],
  ])('is asked for by %s: %#', (_what, asked, isAsked) => {
    expect(asksForReason(makePlan(asked))).toBe(isAsked);
    expect(reasonMessage(makePlan(asked), undefined) === null).toBe(!isAsked);
  });
});

describe('what is recorded', () => {
  const confirmation = { hash: 'hash-1', typedName: ' Relay ', ticks: ['unsupported', 'made-up'], reason: ' Agreed. ' };

  test('is what the plan asked for, and why', () => {
    expect(acceptedOf(makePlan({ ticks, typedName: 'Relay' }), confirmation)).toEqual({
      typedName: 'Relay',
      ticks: ['unsupported'],
      reason: 'Agreed.',
    });
    expect(acceptedOf(makePlan({ typedName: 'Relay' }), confirmation)).toEqual({
      typedName: 'Relay',
      ticks: [],
      reason: 'Agreed.',
    });
  });

  test('is nothing where it asked for nothing', () => {
    expect(acceptedOf(makePlan(), confirmation)).toBeNull();
  });
});
