import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeStep } from '../../../../shared/run/plan';
import { settingsToRestore } from '../../../../shared/run/settings-to-restore';
import type { ChangeRecord } from '../../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../../support/run-fixtures';

type Made = { before: string; after: string; step?: ChangeStep; outcome?: ChangeRecord['outcome']; key?: string };

function made({ before, after, step = 'timeout', outcome = 'applied', key = '7' }: Made): ChangeRecord {
  const target = makeTarget({ kind: 'account', key, changes: [{ setting: 'timeout', before, after }] });
  return makeChange({ plan: makePlan({ step, targets: [target] }), outcome });
}
const timeout = (before: string, after: string, more: Partial<Made> = {}) => made({ before, after, ...more });
const undone = (before: string, after: string, more: Partial<Made> = {}) =>
  timeout(before, after, { step: 'undo', ...more });
const restored = (...changes: ChangeRecord[]) =>
  settingsToRestore({ changes }).map(({ before, ours, possible }) => [before, ours, possible.join(' or ')]);

test.each<[string, ChangeRecord[], unknown]>([
  ['nothing', [], []],
  ['one change', [timeout('20', '60')], [['20', '60', '60']]],
  ['an old NULL', [timeout('NULL', '60')], [['NULL', '60', '60']]],
  ['two changes: back to the very first', [timeout('20', '60'), timeout('60', '90')], [['20', '90', '90']]],
  ['changed, and set by hand to what it was', [timeout('20', '60'), timeout('60', '20')], []],
  ['taken back', [timeout('20', '60'), undone('60', '20')], []],
  [
    'taken back, and changed again',
    [timeout('20', '60'), undone('60', '20'), timeout('20', '70')],
    [['20', '70', '70']],
  ],
  ['not made', [timeout('20', '60', { outcome: 'not-applied' })], []],
  ['no change', [timeout('20', '60', { outcome: 'no-change' })], []],
  [
    'an undo that was not made',
    [timeout('20', '60'), undone('60', '20', { outcome: 'not-applied' })],
    [['20', '60', '60']],
  ],
  ['perhaps made', [timeout('20', '60', { outcome: 'unknown' })], [['20', '60', '60 or 20']]],
  ['perhaps taken back', [timeout('20', '60'), undone('60', '20', { outcome: 'unknown' })], [['20', '20', '20 or 60']]],
  [
    'perhaps made, and it was: the next one was planned on it',
    [timeout('20', '60', { outcome: 'unknown' }), timeout('60', '90')],
    [['20', '90', '90']],
  ],
  [
    'made, perhaps made, and it was not: the next one was planned on the value before',
    [timeout('20', '60'), timeout('60', '90', { outcome: 'unknown' }), timeout('60', '70')],
    [['20', '70', '70']],
  ],
  [
    'somebody else’s value in between, which is not to be lost',
    [timeout('20', '60'), timeout('45', '90')],
    [['45', '90', '90']],
  ],
  ['somebody else’s value taken back all the same', [timeout('20', '60'), undone('45', '20')], []],
  [
    'somebody else’s value perhaps taken back: it is nobody’s but theirs',
    [timeout('20', '60'), undone('45', '20', { outcome: 'unknown' })],
    [['20', '20', '20 or 60']],
  ],
  ['an act', [timeout('20', '60', { step: 'restart' })], []],
])('%s', (_name, changes, expected) => expect(restored(...changes)).toEqual(expected));

test('each target and each setting for itself, in the order first changed', () => {
  const relay = makeChange();
  const more = makeTarget({ changes: [{ setting: 'TarpitInterval', before: '00:00:05', after: '00:00:00' }] });
  const changes = [
    relay,
    timeout('20', '60', { key: '8' }),
    timeout('20', '30'),
    makeChange({ plan: makePlan({ targets: [more] }) }),
  ];
  expect(
    settingsToRestore({ changes }).map(({ kind, key, setting, changedAt }) => [kind, key, setting, changedAt]),
  ).toEqual([
    ['connector', '3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f', 'MaxInboundConnectionPerSource', 0],
    ['connector', '3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f', 'MaxInboundConnectionPercentagePerSource', 0],
    ['account', '8', 'timeout', 1],
    ['account', '7', 'timeout', 2],
    ['connector', '3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f', 'TarpitInterval', 3],
  ]);
});

test('a value is the same in small letters: 2010 prints unlimited, later versions Unlimited', () => {
  expect(restored(timeout('unlimited', '100'), timeout('100', 'Unlimited'))).toEqual([]);
  expect(restored(timeout('20', 'unlimited'), timeout('Unlimited', '50'))).toEqual([['20', '50', '50']]);
});

describe('whatever happens to one setting', () => {
  type Act = { by: 'run' | 'somebody' | 'undo'; isWritten: boolean; outcome: 'known' | 'unknown' };
  const act: fc.Arbitrary<Act> = fc.record({
    by: fc.constantFrom('run', 'run', 'somebody', 'undo'),
    isWritten: fc.boolean(),
    outcome: fc.constantFrom('known', 'known', 'unknown'),
  });

  /** A server with one setting: what stands there, and the journal of it. Every value written is a new one, named by its writer. */
  function play(acts: readonly Act[]) {
    const changes: ChangeRecord[] = [];
    let now = 'first';
    acts.forEach(({ by, isWritten, outcome }, index) => {
      const rule = settingsToRestore({ changes })[0];
      if (by === 'somebody') {
        now = `somebody ${index}`;
        return;
      }
      const isOurs = rule?.possible.includes(now) === true && now !== rule.before;
      if (by === 'undo' && !isOurs) return;
      const after = by === 'undo' ? (rule?.before ?? '') : `run ${index}`;
      const known = isWritten ? 'applied' : 'not-applied';
      const step = by === 'undo' ? 'undo' : 'timeout';
      changes.push(timeout(now, after, { step, outcome: outcome === 'known' ? known : 'unknown' }));
      if (isWritten) now = after;
    });
    return { now, rule: settingsToRestore({ changes })[0] };
  }

  test('an undo never brings back a value of the run’s own, nor takes anybody else’s for its own', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { now, rule } = play(acts);
        if (!rule) return;
        expect(rule.before).not.toMatch(/^run/);
        if (now.startsWith('somebody') && now !== rule.before) expect(rule.possible).not.toContain(now);
      }),
    );
  });

  test('while nobody else writes, whatever stands there is the run’s or the very first, which an undo brings back', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { now, rule } = play(acts.filter(({ by }) => by !== 'somebody'));
        expect(rule?.before ?? 'first').toBe('first');
        expect(['first', ...(rule?.possible ?? [])]).toContain(now);
      }),
    );
  });
});
