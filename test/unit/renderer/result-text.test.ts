import { expect, it } from 'vitest';
import { resultText } from '../../../renderer/pages/result/result-text';
import type { RunState } from '../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../support/run-fixtures';
import { freshRun } from './states';

const linesOf = (changes: Partial<RunState>) => resultText({ ...freshRun, ...changes }).split('\n');
const change = (step: 'efficiency' | 'undo', before: string, after: string) =>
  makeChange({
    outcome: 'unknown',
    plan: makePlan({ step, targets: [makeTarget({ changes: [{ setting: 'TarpitInterval', before, after }] })] }),
  });

it('tells of what was left, and of what may have been changed', () => {
  const lines = linesOf({
    changes: [makeChange(), change('efficiency', '00:00:05', '00:00:00'), change('undo', '00:00:00', '00:00:05')],
    left: ['connections', 'timeout'],
  });
  expect(lines.slice(lines.indexOf('Changed:'))).toEqual([
    'Changed:',
    '  EX10-HUB1\\Relay SQL: MaxInboundConnectionPerSource 20 → 100',
    '  EX10-HUB1\\Relay SQL: MaxInboundConnectionPercentagePerSource 2 → 3',
    'Not known whether it was changed:',
    '  EX10-HUB1\\Relay SQL: TarpitInterval 00:00:05 → 00:00:00',
    '  EX10-HUB1\\Relay SQL: TarpitInterval 00:00:00 → 00:00:05 (taken back)',
    'Left as it is: Database Mail timeout.',
    'Not finished, and left: Connections.',
    '',
  ]);
});

it('of a change that may have been made, and no other, does not say that nothing was changed', () => {
  const lines = linesOf({ changes: [change('efficiency', '00:00:05', '00:00:00')] });
  expect(lines.slice(-3)).toEqual([
    'Not known whether it was changed:',
    '  EX10-HUB1\\Relay SQL: TarpitInterval 00:00:05 → 00:00:00',
    '',
  ]);
  expect(lines.join('\n')).not.toMatch(/Nothing was|^Changed:/m);
});

it('says nothing of either where there is none', () => {
  const lines = linesOf({});
  expect(lines.at(-2)).toBe('Nothing was changed.');
  expect(lines.join('\n')).not.toMatch(/Not known|Left|Not finished/);
});
