import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPlanStore, hashState, sealPlan } from '../../../../electron/engine/run/plan-store';
import type { Confirmation, Plan } from '../../../../shared/run/plan';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { problemOf } from '../../../support/problem-of';

const minute = 60_000;
const confirmed = (changes: Partial<Confirmation> = {}): Confirmation => ({
  hash: 'hash-1',
  typedName: null,
  ticks: [],
  ...changes,
});
const holding = (plan: Plan, now?: () => number) => {
  const store = createPlanStore(now);
  store.add(plan);
  return store;
};
const refusal = (plan: Plan, confirmation: Confirmation) => problemOf(() => holding(plan).take('plan-1', confirmation));

describe('a plan', () => {
  test('is given out as it was put in, once', async () => {
    const store = holding(makePlan());
    expect(store.take('plan-1', confirmed())).toEqual(makePlan());
    expect((await problemOf(() => store.take('plan-1', confirmed()))).code).toBe('plan/used');
  });

  test('that nobody made is unknown', async () => {
    const problem = await problemOf(() => createPlanStore().take('plan-9', confirmed()));
    expect(problem).toMatchObject({ code: 'plan/unknown', title: 'Nothing was changed.' });
  });

  test('lives 30 minutes', async () => {
    let time = 0;
    const store = holding(makePlan(), () => time);
    store.add(makePlan({ id: 'plan-2' }));
    time = 30 * minute;
    expect(store.take('plan-1', confirmed()).id).toBe('plan-1');
    time = 30 * minute + 1;
    expect((await problemOf(() => store.take('plan-2', confirmed()))).code).toBe('plan/expired');
  });

  test('is refused with another hash than the one shown, and can still be confirmed', async () => {
    const store = holding(makePlan());
    expect((await problemOf(() => store.take('plan-1', confirmed({ hash: 'hash-2' })))).code).toBe(
      'plan/not-confirmed',
    );
    expect(store.take('plan-1', confirmed()).id).toBe('plan-1');
  });

  test.each([null, '', 'ex10-hub1\\relay sql', 'EX10-HUB1\\Relay'])(
    'that wants its name typed is refused with %j',
    async (typedName) => {
      const plan = makePlan({ typedName: 'EX10-HUB1\\Relay SQL' });
      expect(await refusal(plan, confirmed({ typedName }))).toMatchObject({
        code: 'plan/not-confirmed',
        detail: 'The name EX10-HUB1\\Relay SQL was not typed.',
      });
    },
  );

  test('that wants its name typed takes it with blanks around', () => {
    const plan = makePlan({ typedName: 'EX10-HUB1\\Relay SQL' });
    const given = confirmed({ typedName: ' EX10-HUB1\\Relay SQL ', reason: 'Agreed.' });
    expect(holding(plan).take('plan-1', given)).toEqual(plan);
  });

  test('needs every tick', async () => {
    const plan = makePlan({
      ticks: [
        { id: 'shorter', text: 'This probably shortens it.' },
        { id: 'quiet', text: 'It is a quiet moment.' },
      ],
    });
    expect(await refusal(plan, confirmed({ ticks: ['shorter', 'other'] }))).toMatchObject({
      code: 'plan/not-confirmed',
      detail: 'Not ticked: It is a quiet moment.',
    });
    const reason = 'Nothing is sent at night.';
    expect(holding(plan).take('plan-1', confirmed({ ticks: ['quiet', 'shorter'], reason }))).toEqual(plan);
  });

  test.each([undefined, '', ' \t ', 'two\nlines', 'bell\u0007', 'x'.repeat(501)])(
    'with a tick is refused with %j as the reason, and can still be confirmed',
    async (reason) => {
      const store = holding(makePlan({ ticks: [{ id: 'shorter', text: 'This probably shortens it.' }] }));
      const given = confirmed({ ticks: ['shorter'], ...(reason === undefined ? {} : { reason }) });
      const problem = await problemOf(() => store.take('plan-1', given));
      expect(problem).toMatchObject({
        code: 'plan/not-confirmed',
        detail: expect.stringMatching(/^No reason that can be used\. Enter /) as string,
      });
      expect(store.take('plan-1', confirmed({ ticks: ['shorter'], reason: 'Agreed.' })).id).toBe('plan-1');
    },
  );
});

describe('sealing', () => {
  const { step, targets, risks, typedName, ticks } = makePlan();
  const draft = { step, targets, risks, typedName, ticks };
  const at = new Date('2026-11-24T14:02:00.000Z');

  test('gives an id, the time, and the SHA-256 of everything else', () => {
    const sealed = sealPlan(draft, at);
    expect(sealed).toMatchObject({ ...draft, createdAt: '2026-11-24T14:02:00.000Z' });
    const { hash, ...rest } = sealed;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).toBe(hashState(rest));
    expect(sealPlan(draft, at).id).not.toBe(sealed.id);
  });

  test('hashes all that is shown', () => {
    const { hash, ...sealed } = sealPlan(draft, at);
    const changes: Partial<Plan>[] = [
      { id: 'other' },
      { step: 'efficiency' },
      { createdAt: '2026-11-24T14:03:00.000Z' },
      { targets: [makeTarget({ command: 'Set-ReceiveConnector -WhatIf' })] },
      { risks: [{ severity: 'info', text: 'New.' }] },
      { typedName: 'x' },
      { ticks: [{ id: 't', text: 'T' }] },
    ];
    const hashes = changes.map((change) => hashState({ ...sealed, ...change }));
    expect(new Set([hash, ...hashes]).size).toBe(8);
  });

  test('does not depend on the order of the members', () => {
    expect(hashState({ b: 1, a: [1, 2] })).toBe(hashState({ a: [1, 2], b: 1 }));
    expect(hashState({ a: [2, 1] })).not.toBe(hashState({ a: [1, 2] }));
    expect(hashState({ a: 1 })).toBe(createHash('sha256').update('{"a":1}').digest('hex'));
  });
});
