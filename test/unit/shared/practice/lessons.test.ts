import { describe, expect, it, test } from 'vitest';
import { lessonOf } from '../../../../shared/practice/lessons/lessons';
import { practiceScenarios, practiceTitle } from '../../../../shared/practice/scenarios';
import { foldEvents } from '../../../../shared/run/fold';
import type { ChangeRecord, RunState } from '../../../../shared/run/state';
import { makeBurst, makeChange, makeLadder, makePlan, makeTarget } from '../../../support/run-fixtures';
import { makeAccount } from '../database-mail/make-account';
import { makeConnector } from '../exchange/make-connector';

const relay = 'EX10-HUB1\\Relay SQL Server';

function run(scenario: string, ...parts: Partial<RunState>[]): RunState {
  return Object.assign({ ...foldEvents('20261124-120000-abc123', []), scenario }, ...parts) as RunState;
}

function set(name: string, setting: string, before: string, after: string): ChangeRecord {
  const kind = setting === 'timeout' ? 'account' : 'connector';
  return makeChange({
    plan: makePlan({ targets: [makeTarget({ kind, key: name, name, changes: [{ setting, before, after }] })] }),
  });
}

const made = (...changes: ChangeRecord[]): Partial<RunState> => ({ changes });
const number = (name = relay, before = '20') => set(name, 'MaxInboundConnectionPerSource', before, '150');
const percentage = (after: string) => set(relay, 'MaxInboundConnectionPercentagePerSource', '2', after);
const delay = set(relay, 'MaxAcknowledgementDelay', '00:00:30', '00:00:00');
const timeout = set('Newsletter', 'timeout', '20', '60');
const none = { ladder: null, smtpBurst: null, burst: null };
const ladders = {
  before: { ...none, ladder: makeLadder() },
  after: { ...none, ladder: makeLadder({ limit: 100 }) },
};
const burst = (sent: number): Partial<RunState> => ({
  after: { ...none, burst: makeBurst({ phase: 'after', sent, failed: 100 - sent }) },
});
const from = (address: string, proof: RunState['source']['proof']): Partial<RunState> => ({
  source: { addresses: [{ address, origin: '' }], proof, detail: '' },
});

test.each(practiceScenarios)('$id has a brief, and two to four sentences at the end of any run', ({ id, brief }) => {
  expect(brief.findOut.length).toBeGreaterThanOrEqual(2);
  for (const parts of [[], [made(number(), delay, timeout), ladders]]) {
    const lesson = lessonOf(run(id, ...parts));
    expect(lesson.length).toBeGreaterThanOrEqual(2);
    expect(lesson.length).toBeLessThanOrEqual(4);
    expect(lesson.at(-1)).toMatch(/^The right outcome: /);
    expect(lesson.join(' ')).not.toMatch(/undefined|null/);
  }
});

it('says nothing on the user’s own servers, nor of a case that this version does not describe', () => {
  expect(lessonOf(run('article', { mode: 'servers' }))).toEqual([]);
  expect(lessonOf(run('moon'))).toEqual([]);
  expect(practiceTitle('moon')).toBe('moon');
});

describe('the article’s case', () => {
  it('done', () => {
    const lesson = lessonOf(run('article', made(number(), delay), ladders));
    expect(lesson.slice(0, 3)).toEqual([
      'You raised what one source can hold on EX10-HUB1\\Relay SQL Server: the ladder found 20 sessions before, and 100 after.',
      'With MaxAcknowledgementDelay at 00:00:00 Exchange 2010 no longer holds its reply back, so each session is short.',
      'You sent no test burst at the end, so nothing is proven yet.',
    ]);
    expect(lessonOf(run('article', burst(100)))[2]).toBe('Your test burst sent 100 of 100 mails.');
    expect(lessonOf(run('article', burst(98), { outdated: ['burst'] }))[2]).toBe(
      'Your test burst, before your last change, sent 98 of 100 mails.',
    );
  });

  it('left, or taken back', () => {
    const undo = makeChange({
      plan: makePlan({
        step: 'undo',
        targets: [
          makeTarget({
            key: relay,
            changes: [{ setting: 'MaxInboundConnectionPerSource', before: '150', after: '20' }],
          }),
        ],
      }),
    });
    for (const state of [run('article'), run('article', made(number(), undo))]) {
      const [limits, delays] = lessonOf(state);
      expect(limits).toMatch(/^You left the limits per source as they are/);
      expect(delays).toMatch(/^You left MaxAcknowledgementDelay/);
    }
  });
});

describe('the percentage trap', () => {
  it.each([
    [made(percentage('12')), /^You raised MaxInboundConnectionPercentagePerSource to 12: 2 % .* is the smaller one/],
    [made(percentage('11')), /^You raised MaxInboundConnectionPercentagePerSource to 11, the direction was right/],
    [made(number(relay, '100')), /^You changed MaxInboundConnectionPerSource to 150, which was not what held it/],
    [made(), /^You left the limits as they are/],
  ])('what was done, or missed', (changes, sentence) => {
    expect(lessonOf(run('percentage', changes))[0]).toMatch(sentence);
  });

  it('whether the ladder had shown it', () => {
    expect(lessonOf(run('percentage', ladders))[1]).toMatch(/^Your ladder had shown it .* 20 sessions where 100/);
    expect(lessonOf(run('percentage'))[1]).toMatch(/^A ladder before the change would have shown it/);
  });
});

describe('the wrong connector', () => {
  const scanners = number('EX10-HUB1\\Relay Scanners');

  it('found by a test mail', () => {
    const lesson = lessonOf(run('wrong-connector', from('127.70.1.135', 'tracking-log'), made(scanners)));
    expect(lesson.slice(0, 2)).toEqual([
      'Your test mail proved it: Database Mail sends from 127.70.1.135, the second network card.',
      'You changed EX10-HUB1\\Relay Scanners, which serves that address, whatever its name says: RemoteIPRanges decide, not names.',
    ]);
  });

  it('missed', () => {
    const lesson = lessonOf(run('wrong-connector', from('127.70.1.20', 'assumed'), made(number())));
    expect(lesson[0]).toMatch(/^You went by 127\.70\.1\.20, which nobody had proven/);
    expect(lesson[1]).toMatch(/^You changed EX10-HUB1\\Relay SQL Server, which does not serve the address/);
    expect(lesson[1]).not.toContain('as well');
    expect(lessonOf(run('wrong-connector', made(number(), scanners)))[1]).toMatch(/You changed Relay Scanners as well/);
    expect(lessonOf(run('wrong-connector'))[1]).toMatch(/^You changed no limit/);
  });
});

describe('the lost login', () => {
  const account = (username: string | null): Partial<RunState> => ({
    accounts: [makeAccount({ name: 'Newsletter', username })],
  });

  it.each([
    [
      [made(timeout), account('corp\\sqlmail')],
      /^You raised .* from 20 to 60 by writing to the table .* corp\\sqlmail is/,
    ],
    [[account('corp\\sqlmail')], /^You left the timeout of Newsletter/],
    [[made(timeout), account(null)], /^Newsletter has lost its login/],
  ])('kept, left or lost', (parts, sentence) => {
    expect(lessonOf(run('lost-login', ...parts))[0]).toMatch(sentence);
  });
});

describe('several hubs', () => {
  const hubs = [1, 2, 3].map((hub) => `EX10-HUB${hub}\\Relay SQL Server`);
  const connectors = [...hubs, 'EX10-HUB1\\Default EX10-HUB1'].map((name) => makeConnector(name));

  it.each([
    [hubs, /^You changed the relay connector of every hub: EX10-HUB1\\.*, EX10-HUB2\\.* and EX10-HUB3\\/],
    [hubs.slice(0, 2), /and left EX10-HUB3\\Relay SQL Server: one mail in three still meets its old limits\.$/],
    [hubs.slice(0, 1), /left EX10-HUB2\\.* and EX10-HUB3\\.*: two mails in three still meet their old limits\.$/],
    [[], /^You changed no hub/],
  ])('all, some or none', (changed, sentence) => {
    const state = run('several-hubs', { connectors }, made(...changed.map((name) => number(name))));
    expect(lessonOf(state)[0]).toMatch(sentence);
  });
});

describe('an Exchange 2016 server', () => {
  it.each([
    [[number()], /^You raised the limits per source/, /^You rightly left MaxAcknowledgementDelay and the timeout/],
    [
      [delay],
      /^You left the limits per source/,
      /^You changed MaxAcknowledgementDelay, which brought nothing: from Exchange 2013 on/,
    ],
    [
      [timeout],
      /^You left/,
      /^You changed timeout, which brought nothing: no mail here was slow enough to time out\.$/,
    ],
    [
      [delay, timeout],
      /^You left/,
      /^You changed MaxAcknowledgementDelay and timeout, .* for the timeout to matter\.$/,
    ],
  ])('what counts and what does not', (changes, counts, idle) => {
    const lesson = lessonOf(run('exchange-2016', made(...changes)));
    expect(lesson[0]).toMatch(counts);
    expect(lesson[1]).toMatch(idle);
  });
});

describe('service not available', () => {
  it('measured, and nothing changed', () => {
    const lesson = lessonOf(run('service-not-available', { before: ladders.before }));
    expect(lesson.slice(0, 2)).toEqual([
      'Your first test had it: the very first session was refused, so no number of sessions was too many.',
      'You changed nothing, rightly.',
    ]);
  });

  it('changed without measuring', () => {
    const lesson = lessonOf(run('service-not-available', made(number(), delay), burst(0)));
    expect(lesson[0]).toMatch(/^You measured nothing before the changes/);
    expect(lesson[1]).toMatch(
      /^You changed 2 settings, and after it 100 of 100 mails failed as before: take them back/,
    );
    expect(lessonOf(run('service-not-available', made(number())))[1]).toMatch(/^You changed one setting: take it back/);
  });
});
