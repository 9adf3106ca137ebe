import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import { cutOffMeasuring } from '../../../../shared/run/fold';
import { outdatedText } from '../../../../shared/run/outdated';
import type { ChangeStep, PlanTarget } from '../../../../shared/run/plan';
import type { Measurement } from '../../../../shared/run/measurement';
import { makeBurst, makeLadder, makePlan, makeSmtpBurst, makeTarget } from '../../../support/run-fixtures';
import { fold } from './fold-records';

const problem = { code: 'sql/lost', title: 'The connection was lost.', detail: 'ECONNRESET', hint: 'Connect again.' };

describe('a measurement', () => {
  const begun: RunEvent = { type: 'measurement-started', id: 'm1', kind: 'ladder', phase: 'before' };

  test('is under way until it finished or failed', () => {
    expect(fold(begun).measuring).toEqual({ id: 'm1', kind: 'ladder', phase: 'before', afterMailId: null });
    expect(fold(begun, { type: 'measurement-failed', id: 'm1', problem }).measuring).toBeNull();
    expect(fold(begun, { type: 'measurement-finished', result: makeLadder() }).measuring).toBeNull();
  });

  test('has its place by kind and phase, and the newest counts', () => {
    const state = fold(
      { type: 'measurement-finished', result: makeLadder({ id: 'old' }) },
      { type: 'measurement-finished', result: makeLadder({ id: 'new' }) },
      { type: 'measurement-finished', result: makeBurst({ id: 'b1' }) },
      { type: 'measurement-finished', result: makeBurst({ id: 'b2', phase: 'after' }) },
    );
    expect(state.before.ladder?.id).toBe('new');
    expect(state.before.burst?.id).toBe('b1');
    expect(state.after.burst?.id).toBe('b2');
    expect(state.after.ladder).toBeNull();
  });

  test('leaves test mails, also where it failed or was done again', () => {
    const one = { marker: 'run-1', mailIds: [[1, 40] as [number, number]] };
    const two = { marker: 'run-2', mailIds: [[41, 60] as [number, number]] };
    const again = { marker: 'run-3', mailIds: [[61, 70] as [number, number]] };
    const state = fold(
      { type: 'measurement-failed', id: 'b1', problem, testMails: one },
      { type: 'measurement-finished', result: makeBurst(two) },
      { type: 'measurement-failed', id: 'b3', problem },
      { type: 'measurement-finished', result: makeBurst(again) },
    );
    expect(state.testMails).toEqual([one, two, again]);
    expect(state.before.burst?.marker).toBe('run-3');
  });
});

const finished = (result: Measurement): RunEvent => ({ type: 'measurement-finished', result });

describe('a test that was stopped', () => {
  const whole = finished(makeSmtpBurst({ id: 'whole', phase: 'after' }));
  const stopped = (id: string) => finished(makeSmtpBurst({ id, phase: 'after', stopped: true, stoppedBy: 'user' }));

  test('takes the place of another, or of none, but not of a whole one', () => {
    expect(fold(stopped('s1'), stopped('s2')).after.smtpBurst?.id).toBe('s2');
    expect(fold(whole, stopped('s1')).after.smtpBurst?.id).toBe('whole');
    expect(fold(stopped('s1'), whole).after.smtpBurst?.id).toBe('whole');
  });

  test('leaves its test mails all the same', () => {
    const again = { marker: 'run-2', mailIds: [[101, 104] as [number, number]] };
    const state = fold(finished(makeBurst({ id: 'whole' })), finished(makeBurst({ ...again, stopped: true })));
    expect(state.before.burst?.id).toBe('whole');
    expect(state.testMails).toEqual([{ marker: 'run-7f3a2b1c', mailIds: [[1, 100]] }, again]);
  });
});

describe('a test after the changes', () => {
  const announce = (step: ChangeStep, kind: PlanTarget['kind'] = 'connector'): RunEvent => ({
    type: 'change-announced',
    plan: makePlan({ step, targets: [makeTarget({ kind })] }),
    target: 0,
  });
  const finish = (outcome: 'applied' | 'no-change'): RunEvent => ({
    type: 'change-finished',
    planId: 'plan-1',
    target: 0,
    outcome,
    readBack: {},
    warnings: [],
  });
  const settled: RunEvent = { type: 'change-settled', planId: 'plan-1', target: 0, outcome: 'applied', readBack: {} };
  const tests = (['before', 'after'] as const).flatMap((phase) => [
    finished(makeLadder({ phase })),
    finished(makeSmtpBurst({ phase })),
    finished(makeBurst({ phase })),
  ]);

  test('is outdated by a setting applied since, by what it measures', () => {
    const all = ['ladder', 'smtpBurst', 'burst'];
    expect(fold(...tests).outdated).toEqual([]);
    expect(fold(...tests, announce('connections'), finish('applied')).outdated).toEqual(all);
    expect(fold(...tests, announce('efficiency'), settled).outdated).toEqual(all);
    expect(fold(...tests, announce('timeout', 'account'), finish('applied')).outdated).toEqual(['burst']);
    expect(fold(...tests, announce('undo'), finish('applied')).outdated).toEqual(all);
    expect(fold(...tests, announce('undo', 'account'), finish('applied')).outdated).toEqual(['burst']);
  });

  test('is later than the changes that were announced before it, and than no other', () => {
    const ladder = finished(makeLadder({ phase: 'after' }));
    const changed = [announce('connections'), finish('applied')];
    expect(fold(...changed, ladder, announce('efficiency')).changesAtTest).toEqual({
      ladder: 1,
      smtpBurst: 0,
      burst: 0,
    });
    expect(fold(...changed, finished(makeLadder())).changesAtTest.ladder).toBe(0);
  });

  test('is not by an act, by what left the settings as they were, nor by what came first', () => {
    expect(fold(...tests, announce('restart', 'queue'), finish('applied')).outdated).toEqual([]);
    expect(fold(...tests, announce('connections'), finish('no-change')).outdated).toEqual([]);
    expect(fold(announce('connections'), finish('applied'), ...tests).outdated).toEqual([]);
  });

  test('says so until it is done again, stopped or not', () => {
    const state = fold(...tests, announce('connections'), finish('applied'), ...tests.slice(3, 5));
    expect(state.outdated).toEqual(['burst']);
    expect(outdatedText(state, 'burst')).toBe('Settings were changed after this test: test again.');
    expect(outdatedText(state, 'ladder')).toBeNull();
    const stopped = finished(makeBurst({ id: 'new', phase: 'after', stopped: true, stoppedBy: 'patience' }));
    expect(fold(...tests, announce('connections'), finish('applied'), stopped)).toMatchObject({
      after: { burst: { id: 'new' } },
      outdated: ['ladder', 'smtpBurst'],
    });
  });
});

describe('a burst that was cut off', () => {
  const begun: RunEvent = {
    type: 'measurement-started',
    id: 'b1',
    kind: 'databaseMailBurst',
    phase: 'before',
    afterMailId: 40,
  };
  const ladder: RunEvent = { type: 'measurement-started', id: 'm2', kind: 'ladder', phase: 'before' };
  const mails = (...mailIds: [number, number][]) => ({ marker: 'run-b1', mailIds });

  test('is remembered with where its mails begin, from the next opening or the next test on', () => {
    expect(fold(begun).cutOff).toEqual([]);
    expect(cutOffMeasuring(fold(begun))).toMatchObject({ measuring: null, cutOff: [{ id: 'b1', afterMailId: 40 }] });
    expect(fold(begun, ladder)).toMatchObject({ measuring: { id: 'm2' }, cutOff: [{ id: 'b1', afterMailId: 40 }] });
    expect(cutOffMeasuring(fold(ladder)).cutOff).toEqual([]);
  });

  test('is settled by what was found, beside a test that is under way', () => {
    const found: RunEvent = { type: 'measurement-failed', id: 'b1', problem, testMails: mails([41, 47]) };
    expect(fold(begun, found)).toMatchObject({ measuring: null, cutOff: [], testMails: [mails([41, 47])] });
    expect(fold(begun, ladder, found)).toMatchObject({
      measuring: { id: 'm2' },
      cutOff: [],
      testMails: [mails([41, 47])],
    });
    expect(fold(begun, ladder, { type: 'measurement-failed', id: 'b1', problem })).toMatchObject({
      cutOff: [],
      testMails: [],
    });
  });

  test('may have queued more than it knows, until they are found: the later list holds', () => {
    const lost: RunEvent = {
      type: 'measurement-failed',
      id: 'b1',
      problem,
      testMails: mails([41, 43]),
      mayHaveMore: true,
    };
    expect(fold(begun, lost)).toMatchObject({
      measuring: null,
      cutOff: [{ id: 'b1', afterMailId: 40 }],
      testMails: [mails([41, 43])],
    });
    const found: RunEvent = { type: 'measurement-failed', id: 'b1', problem, testMails: mails([41, 45]) };
    expect(fold(begun, lost, found)).toMatchObject({ cutOff: [], testMails: [mails([41, 45])] });
  });
});
