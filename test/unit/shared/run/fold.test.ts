import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import { applyRecord } from '../../../../shared/run/fold';
import { summarise } from '../../../../shared/run/summarise';
import { runStateSchema } from '../../../../shared/run/state';
import { makePlan } from '../../../support/run-fixtures';
import { fold, record } from './fold-records';
import { makeConnector } from '../exchange/make-connector';

const problem = { code: 'sql/lost', title: 'The connection was lost.', detail: 'ECONNRESET', hint: 'Connect again.' };
const started: RunEvent = {
  type: 'run-started',
  mode: 'practice',
  scenario: 'article',
  user: 'admin',
  machine: 'ADMIN-PC',
  appVersion: '0.1.0',
};
const announced: RunEvent = { type: 'change-announced', plan: makePlan(), target: 0 };
const finished: RunEvent = {
  type: 'change-finished',
  planId: 'plan-1',
  target: 0,
  outcome: 'applied',
  readBack: { MaxInboundConnectionPerSource: '100' },
  warnings: ['It may take a minute.'],
};
const failed = (outcome: 'not-applied' | 'unknown'): RunEvent => ({
  type: 'change-failed',
  planId: 'plan-1',
  target: 0,
  outcome,
  problem,
});
const settled = (outcome: 'applied' | 'not-applied'): RunEvent => ({
  type: 'change-settled',
  planId: 'plan-1',
  target: 0,
  outcome,
  readBack: { MaxInboundConnectionPerSource: '100' },
});

test('a run without records is empty, and a state the contract takes', () => {
  const state = fold();
  expect(runStateSchema.parse(state)).toEqual(state);
  expect(state).toMatchObject({
    id: '20261124-114503-7f3k2a',
    page: 'connect',
    changes: [],
    queue: 'untouched',
    measuring: null,
    cutOff: [],
    ended: false,
  });
});

test('the first record says when and on what', () => {
  expect(fold(started)).toMatchObject({ scenario: 'article', startedAt: '2026-11-24T11:45:01.000Z', mode: 'practice' });
});

test('what was entered, read and chosen is the newest of each', () => {
  const connection = {
    exchangeServer: 'ex10-hub1',
    sqlServer: 'SQL01',
    exchangeWay: 'automatic' as const,
    connectorScope: 'organisation' as const,
    sqlAddresses: [],
    sqlSignIn: 'sqlLogin' as const,
    sqlUser: 'sa',
    sqlEncryption: 'tls' as const,
    sqlCertificate: null,
    profile: 'Bulk mail',
    testMailboxes: ['relay.test1@corp.example'],
  };
  const connectors = [makeConnector('EX10-HUB1\\Relay SQL')];
  const source = {
    addresses: [{ address: '10.1.5.20', origin: 'message tracking log' }],
    proof: 'tracking-log' as const,
    detail: 'a test mail arrived.',
  };
  const checks = [
    {
      id: 'queue',
      title: 'Queue',
      outcome: 'passed' as const,
      reason: 'It is started.',
      remedy: '',
      command: null,
      consent: null,
    },
  ];
  const state = fold(
    started,
    { type: 'connection-set', connection: { ...connection, profile: 'Old' } },
    { type: 'connection-set', connection },
    { type: 'checks-finished', checks },
    { type: 'source-found', source },
    { type: 'connectors-read', connectors, hubs: [] },
    { type: 'connectors-chosen', guids: ['3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f'] },
    { type: 'accounts-read', accounts: [] },
    { type: 'account-chosen', accountId: 3 },
    { type: 'page-opened', page: 'connections' },
    { type: 'page-opened', page: 'connector' },
    { type: 'run-ended' },
  );
  expect(state).toMatchObject({
    connection,
    checks,
    connectors,
    source,
    connectorGuids: ['3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f'],
    accountId: 3,
    page: 'connector',
    ended: true,
  });
  // What was checked was checked for the connection before.
  expect(fold(started, { type: 'checks-finished', checks }, { type: 'connection-set', connection }).checks).toEqual([]);
});

describe('a change', () => {
  test('that was only announced is unknown', () => {
    const [change] = fold(started, announced).changes;
    expect(change).toEqual({
      plan: makePlan(),
      target: 0,
      announcedAt: '2026-11-24T11:45:02.000Z',
      outcome: 'unknown',
      readBack: {},
      warnings: [],
      problem: null,
    });
  });

  test('that finished has its outcome, read-back and warnings', () => {
    expect(fold(started, announced, finished).changes).toMatchObject([
      { outcome: 'applied', readBack: { MaxInboundConnectionPerSource: '100' }, warnings: ['It may take a minute.'] },
    ]);
  });

  test('that failed keeps why', () => {
    expect(fold(announced, failed('not-applied')).changes).toMatchObject([{ outcome: 'not-applied', problem }]);
  });

  test('that was unknown is settled by what was read', () => {
    expect(fold(announced, failed('unknown'), settled('applied')).changes).toMatchObject([
      { outcome: 'applied', problem: null, readBack: { MaxInboundConnectionPerSource: '100' } },
    ]);
  });

  test('that was not made after all says so, and no longer that it is not known', () => {
    expect(fold(announced, failed('unknown'), settled('not-applied')).changes).toMatchObject([
      {
        outcome: 'not-applied',
        problem: {
          code: 'apply/not-made',
          title: 'The change of EX10-HUB1\\Relay SQL was tried and not made.',
          detail: 'It was read later and has its old values. When it was tried: ECONNRESET',
        },
      },
    ]);
    expect(fold(announced, settled('not-applied')).changes).toMatchObject([{ outcome: 'not-applied', problem: null }]);
  });

  test('whose outcome is known keeps it', () => {
    expect(fold(announced, finished, settled('not-applied')).changes).toMatchObject([{ outcome: 'applied' }]);
    expect(fold(announced, failed('not-applied'), finished).changes).toMatchObject([{ outcome: 'not-applied' }]);
  });

  test('gets no outcome meant for another plan or target', () => {
    const other = fold(announced, { ...finished, planId: 'plan-2' }, { ...finished, target: 1 });
    expect(other.changes).toMatchObject([{ outcome: 'unknown' }]);
  });

  test('that nobody announced is not there', () => {
    expect(fold(finished, failed('unknown'), settled('applied')).changes).toEqual([]);
  });

  test('announced for a step that had been left makes it no longer left', () => {
    const left: RunEvent = { type: 'step-left', step: 'connections' };
    expect(fold(left, left, { type: 'step-left', step: 'measure' }).left).toEqual(['connections', 'measure']);
    expect(fold(left, { type: 'step-left', step: 'measure' }, announced).left).toEqual(['measure']);
  });
});

describe('the queue', () => {
  const stopAnnounced: RunEvent = { type: 'queue-stop-announced', planId: 'plan-1' };

  test.each<[string, RunEvent[]]>([
    ['from the announcement on', [stopAnnounced]],
    ['once stopped', [stopAnnounced, { type: 'queue-stopped' }]],
    [
      'while its start is only announced',
      [stopAnnounced, { type: 'queue-stopped' }, { type: 'queue-start-announced' }],
    ],
    [
      'when stopped a second time',
      [stopAnnounced, { type: 'queue-stopped' }, { type: 'queue-started' }, stopAnnounced],
    ],
  ])('counts as stopped by this run %s', (_, events) => {
    expect(fold(...events).queue).toBe('stopped-by-run');
    expect(summarise(fold(...events)).queueStopped).toBe(true);
  });

  test('is restarted once its start is known', () => {
    const events: RunEvent[] = [
      stopAnnounced,
      { type: 'queue-stopped' },
      { type: 'queue-start-announced' },
      { type: 'queue-started' },
    ];
    expect(fold(...events).queue).toBe('restarted');
    expect(summarise(fold(...events)).queueStopped).toBe(false);
  });
});

test('one more record gives a new state and leaves the old one alone', () => {
  const before = Object.freeze(fold(started, announced));
  const after = applyRecord(before, record(finished, 3));
  expect(before.changes).toMatchObject([{ outcome: 'unknown' }]);
  expect(after.changes).toMatchObject([{ outcome: 'applied' }]);
});

test('the row on Start counts only what was really changed', () => {
  const second: RunEvent = { type: 'change-announced', plan: makePlan({ id: 'plan-2' }), target: 0 };
  const summary = summarise(fold(started, announced, finished, second, { type: 'page-opened', page: 'test' }));
  expect(summary).toEqual({
    id: '20261124-114503-7f3k2a',
    mode: 'practice',
    scenario: 'article',
    startedAt: '2026-11-24T11:45:01.000Z',
    page: 'test',
    ended: false,
    changesApplied: 1,
    canUndo: true,
    queueStopped: false,
    problem: null,
  });
});

test('a clock that goes back between two records is named, and the newest time kept', () => {
  const at = (time: string) => ({ ...record({ type: 'page-opened', page: 'test' }), at: time });
  const state = [
    '2026-11-24T11:45:03.000Z',
    '2026-11-24T11:45:03.000Z',
    '2026-11-24T10:45:00.000Z',
    '2026-11-24T10:45:01.000Z',
  ].reduce((before, time, index) => applyRecord(before, { ...at(time), seq: index + 1 }), fold());
  expect(state.clockJumps).toEqual([{ seq: 3, from: '2026-11-24T11:45:03.000Z', to: '2026-11-24T10:45:00.000Z' }]);
  expect(state.at).toBe('2026-11-24T10:45:01.000Z');
});
