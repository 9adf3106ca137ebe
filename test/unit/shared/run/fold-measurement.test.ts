import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import { cutOffMeasuring } from '../../../../shared/run/fold';
import { makeBurst, makeLadder } from '../../../support/run-fixtures';
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
