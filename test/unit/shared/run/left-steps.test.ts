import { expect, it } from 'vitest';
import { leftSteps, leftTexts } from '../../../../shared/run/left-steps';
import type { ChangeRecord } from '../../../../shared/run/state';
import { makeChange } from '../../../support/run-fixtures';

const textsOf = (left: string[], outcome?: ChangeRecord['outcome']) =>
  leftTexts(leftSteps({ left, changes: outcome ? [makeChange({ outcome })] : [] }));

it.each<[string, ChangeRecord['outcome'] | undefined, string[]]>([
  ['nothing of it was begun', undefined, ['Left as it is: Connections, Efficiency.']],
  ['nothing of it was done', 'not-applied', ['Left as it is: Connections, Efficiency.']],
  ['it was so already', 'no-change', ['Left as it is: Connections, Efficiency.']],
  ['a part was changed', 'applied', ['Left as it is: Efficiency.', 'Not finished, and left: Connections.']],
  ['a part may be changed', 'unknown', ['Left as it is: Efficiency.', 'Not finished, and left: Connections.']],
])('a step that was left where %s', (_name, outcome, expected) => {
  expect(textsOf(['connections', 'efficiency'], outcome)).toEqual(expected);
});

it('says nothing where nothing was left', () => {
  expect(textsOf([], 'applied')).toEqual([]);
});
