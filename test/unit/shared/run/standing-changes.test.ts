import { expect, it } from 'vitest';
import type { ChangeStep } from '../../../../shared/run/plan';
import { netChanges, standingChanges } from '../../../../shared/run/standing-changes';
import type { ChangeRecord } from '../../../../shared/run/state';
import { makePlan, makeTarget } from '../../../support/run-fixtures';

/** `A 20 100` sets A from 20 to 100; with several settings one write does it. */
function made(step: ChangeStep, texts: readonly string[], outcome: ChangeRecord['outcome'] = 'applied'): ChangeRecord {
  const changes = texts.map((text) => {
    const [setting = '', before = '', after = ''] = text.split(' ');
    return { setting, before, after };
  });
  const plan = makePlan({ step, targets: [makeTarget({ changes })] });
  return { plan, target: 0, announcedAt: '', outcome, readBack: {}, warnings: [], problem: null };
}

const standing = (...changes: ChangeRecord[]) =>
  netChanges(standingChanges(changes)).map(({ setting, before, after }) => `${setting} ${before} ${after}`);

it.each<[string, ChangeRecord[], string[]]>([
  ['one change', [made('connections', ['A 20 100', 'B 2 3'])], ['A 20 100', 'B 2 3']],
  ['taken back', [made('connections', ['A 20 100', 'B 2 3']), made('undo', ['A 100 20', 'B 3 2'])], []],
  ['taken back in part', [made('connections', ['A 20 100', 'B 2 3']), made('undo', ['A 100 20'])], ['B 2 3']],
  [
    'taken back in two parts',
    [made('connections', ['A 20 100', 'B 2 3']), made('undo', ['A 100 20']), made('undo', ['B 3 2'])],
    [],
  ],
  [
    'two steps taken back at once',
    [made('connections', ['A 20 100']), made('efficiency', ['C 30 0']), made('undo', ['A 100 20', 'C 0 30'])],
    [],
  ],
  ['changed twice', [made('connections', ['A 20 100']), made('connections', ['A 100 200'])], ['A 20 200']],
  [
    'changed on somebody else’s value',
    [made('connections', ['A 20 100']), made('connections', ['A 50 200'])],
    ['A 50 200'],
  ],
  ['an undo that overwrote somebody else’s value', [made('connections', ['A 20 100']), made('undo', ['A 50 20'])], []],
  ['what was not applied', [made('connections', ['A 20 100'], 'not-applied')], []],
  ['what may have been made', [made('connections', ['A 20 100'], 'unknown')], ['A 20 100']],
  [
    'what may have been made and was taken back',
    [made('connections', ['A 20 100'], 'unknown'), made('undo', ['A 100 20'])],
    [],
  ],
  [
    'what may have been made, was made again and taken back',
    [made('connections', ['A 20 100'], 'unknown'), made('connections', ['A 20 100']), made('undo', ['A 100 20'])],
    [],
  ],
  [
    'an undo that may have been made',
    [made('connections', ['A 20 100']), made('undo', ['A 100 20'], 'unknown')],
    ['A 20 100'],
  ],
  ['an act', [made('restart', ['A 20 100'])], []],
])('%s', (_name, changes, expected) => {
  expect(standing(...changes)).toEqual(expected);
});
