import { describe, expect, it, test } from 'vitest';
import { makeRunbook, type Runbook } from '../../../../shared/run/runbook';
import type { ChangeStep } from '../../../../shared/run/plan';
import type { ChangeRecord, RunState } from '../../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../../support/run-fixtures';
import { freshRun } from '../../renderer/states';
import { makeConnector } from '../exchange/make-connector';

/** `A 20 100` sets A from 20 to 100; with several settings one write does it. */
function made(step: ChangeStep, texts: readonly string[], outcome: ChangeRecord['outcome'] = 'applied'): ChangeRecord {
  const changes = texts.map((text) => {
    const [setting = '', before = '', after = ''] = text.split(' ');
    return { setting, before, after };
  });
  return makeChange({ outcome, plan: makePlan({ step, targets: [makeTarget({ changes })] }) });
}
const account = (key: string, before: string, after: string, outcome: ChangeRecord['outcome'] = 'applied') =>
  makeChange({
    outcome,
    plan: makePlan({
      step: 'timeout',
      targets: [
        makeTarget({ kind: 'account', key, name: `Account ${key}`, changes: [{ setting: 'timeout', before, after }] }),
      ],
    }),
  });

const bookOf = (changes: readonly ChangeRecord[], what: Runbook['what'], more: Partial<RunState> = {}) =>
  makeRunbook({
    state: { ...freshRun, ...more, changes: [...changes] },
    plan: null,
    what,
    writtenAt: new Date('2026-11-24T14:05:00.000Z'),
    timeoutText: ({ key }, from, to) => `${key}: ${from} to ${to}`,
  });
const settingsOf = (changes: readonly ChangeRecord[], what: Runbook['what']) => {
  try {
    return bookOf(changes, what).steps.map(({ settings }) =>
      settings.map(({ setting, from, to }) => `${setting} ${from.join(' or ')} -> ${to}`),
    );
  } catch {
    return 'nothing';
  }
};

test.each<[string, ChangeRecord[], change: unknown, undo: unknown]>([
  [
    'one change',
    [made('connections', ['A 20 100', 'B 2 3'])],
    [['A 20 -> 100', 'B 2 -> 3']],
    [['A 100 -> 20', 'B 3 -> 2']],
  ],
  [
    'two steps of one connector: in one, the latest first when taken back',
    [made('connections', ['A 20 100']), made('efficiency', ['C 30 0'])],
    [['A 20 -> 100', 'C 30 -> 0']],
    [['C 0 -> 30', 'A 100 -> 20']],
  ],
  [
    'changed twice',
    [made('connections', ['A 20 100']), made('connections', ['A 100 200'])],
    [['A 20 -> 200']],
    [['A 200 -> 20']],
  ],
  ['taken back', [made('connections', ['A 20 100']), made('undo', ['A 100 20'])], 'nothing', 'nothing'],
  [
    'taken back in part',
    [made('connections', ['A 20 100', 'B 2 3']), made('undo', ['A 100 20'])],
    [['B 2 -> 3']],
    [['B 3 -> 2']],
  ],
  [
    'somebody else’s value in between, which is not to be lost',
    [made('connections', ['A 20 100']), made('connections', ['A 50 200'])],
    [['A 50 -> 200']],
    [['A 200 -> 50']],
  ],
  ['perhaps made', [made('connections', ['A 20 100'], 'unknown')], [['A 20 -> 100']], [['A 100 -> 20']]],
  [
    'made, and perhaps made again: right wherever it stands',
    [made('connections', ['A 20 100']), made('connections', ['A 100 200'], 'unknown')],
    [['A 20 or 100 -> 200']],
    [['A 200 or 100 -> 20']],
  ],
  [
    'perhaps taken back: there is nothing to change, and perhaps something to take back',
    [made('connections', ['A 20 100']), made('undo', ['A 100 20'], 'unknown')],
    'nothing',
    [['A 100 -> 20']],
  ],
  [
    'unlimited in either spelling',
    [made('connections', ['A unlimited 9']), made('connections', ['A 9 Unlimited'])],
    'nothing',
    'nothing',
  ],
  [
    'an account whose timeout was changed twice',
    [account('7', '20', '60'), account('7', '60', '90')],
    [['timeout 20 -> 90']],
    [['timeout 90 -> 20']],
  ],
  ['an act', [made('restart', ['A 20 100'])], 'nothing', 'nothing'],
])('%s', (_name, changes, change, undo) => {
  expect([settingsOf(changes, 'change'), settingsOf(changes, 'undo')]).toEqual([change, undo]);
});

it('has one step a target, in order; its undo begins with the one that was changed last', () => {
  const changes = [
    account('8', '20', '60'),
    made('connections', ['A 20 100']),
    account('7', '20', '60'),
    account('8', '60', '90'),
  ];
  const keys = (what: Runbook['what']) => bookOf(changes, what).steps.map(({ key }) => key);
  const relay = makeTarget().key;
  expect(keys('change')).toEqual(['8', relay, '7']);
  expect(keys('undo')).toEqual(['8', '7', relay]);
});

it('has each text of an account once, and several where each names another value that it replaces', () => {
  const changes = [account('7', 'NULL', '60'), account('7', '60', '90', 'unknown')];
  expect(bookOf(changes, 'undo').steps[0]?.commands).toEqual(['7: 90 to NULL', '7: 60 to NULL']);
  expect(bookOf([account('7', '20', '60')], 'change').steps[0]?.commands).toEqual(['7: 20 to 60']);
});

describe('a connector', () => {
  const changes = [made('connections', ['MaxInboundConnectionPerSource 20 100'])];

  it('is written through the domain controller that the run knows it from by now, by the name that it had', () => {
    const { key: guid } = makeTarget();
    const connector = { ...makeConnector('EX10-HUB1\\Other', {}), guid, domainController: 'dc2.corp.example' };
    const [step] = bookOf(changes, 'undo', { connectors: [connector] }).steps;
    expect(step?.domainController).toBe('dc2.corp.example');
    expect(step?.commands).toEqual([
      "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL' -MaxInboundConnectionPerSource 20 -DomainController dc2.corp.example",
    ]);
  });

  it('is left to Exchange where the run does not know it any more', () => {
    const [step] = bookOf(changes, 'change').steps;
    expect(step?.domainController).toBe('');
    expect(step?.commands).toEqual([
      "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL' -MaxInboundConnectionPerSource 100",
    ]);
  });
});
