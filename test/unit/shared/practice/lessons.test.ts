import { describe, expect, it, test } from 'vitest';
import { lessonOf } from '../../../../shared/practice/lessons/lessons';
import { practiceScenarios, practiceTitle } from '../../../../shared/practice/scenarios';
import type { Connector } from '../../../../shared/exchange/connector';
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

/** A connector as it was read before any change; its changes name it by the same key. */
const read = (identity = relay, attributes: Record<string, string> = {}): Connector => ({
  ...makeConnector(identity, attributes),
  guid: identity,
});
const withRelay = (attributes?: Record<string, string>): Partial<RunState> => ({
  connectors: [read(relay, attributes)],
});
const cutOff = (change: ChangeRecord): ChangeRecord => ({ ...change, outcome: 'unknown' });
const back = (name: string, setting: string, before: string, after: string): ChangeRecord => {
  const change = set(name, setting, before, after);
  return { ...change, plan: { ...change.plan, step: 'undo' } };
};

const made = (...changes: ChangeRecord[]): Partial<RunState> => ({ changes });
const number = (name = relay, before = '20') => set(name, 'MaxInboundConnectionPerSource', before, '150');
const percentage = (after: string) => set(relay, 'MaxInboundConnectionPercentagePerSource', '2', after);
const delay = set(relay, 'MaxAcknowledgementDelay', '00:00:30', '00:00:00');
const timeout = set('Newsletter', 'timeout', '20', '60');
const none = { ladder: null, smtpBurst: null, burst: null };
const ladders = {
  before: { ...none, ladder: makeLadder({ connectorIdentity: relay }) },
  after: { ...none, ladder: makeLadder({ connectorIdentity: relay, limit: 99 }) },
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
  const raised = 'You raised what one source can hold on EX10-HUB1\\Relay SQL Server';

  it('done', () => {
    const lesson = lessonOf(run('article', withRelay(), made(number(), delay), ladders));
    expect(lesson.slice(0, 3)).toEqual([
      `${raised}: the ladder found 20 sessions before, and 99 after.`,
      'With MaxAcknowledgementDelay at 00:00:00 Exchange 2010 no longer holds its reply back, so each session is short.',
      'After the changes you ran a ladder and no Database Mail burst, so of Database Mail’s own mails nothing is proven yet.',
    ]);
  });

  it.each<[string, Partial<RunState>]>([
    ['older than the last change', { ...ladders, outdated: ['ladder'] }],
    ['of another connector', { ...ladders, after: { ...none, ladder: makeLadder({ limit: 99 }) } }],
    ['of which one was stopped', { ...ladders, before: { ...none, ladder: makeLadder({ stopped: true }) } }],
  ])('ladders %s say nothing', (_which, measured) => {
    expect(lessonOf(run('article', withRelay(), made(number()), measured))[0]).toBe(`${raised}.`);
  });

  it.each([
    [set(relay, 'MaxInboundConnectionPercentagePerSource', '2', '3'), {}],
    [set(relay, 'MaxInboundConnectionPerSource', '20', '10'), {}],
    [number(), { MaxInboundConnection: '500' }],
  ])('changed without effect, or for the worse', (change, attributes) => {
    const state = run('article', withRelay(attributes), made(change));
    // 500 and 2 % allow 10 of one source, with 20 as with 150.
    expect(lessonOf(state)[0]).toBe(
      'You changed the limits per source on EX10-HUB1\\Relay SQL Server, and one source can hold no more there than before.',
    );
  });

  it('a delay that is shorter, and not off', () => {
    const shorter = set(relay, 'MaxAcknowledgementDelay', '00:00:30', '00:00:10');
    expect(lessonOf(run('article', made(shorter)))[1]).toBe(
      'With MaxAcknowledgementDelay at 00:00:10 Exchange 2010 holds its reply for up to 10 s, which keeps sessions open for so long.',
    );
  });

  it('cut off: nobody knows', () => {
    const lesson = lessonOf(run('article', withRelay(), made(cutOff(number()), cutOff(delay))));
    expect(lesson.slice(0, 2)).toEqual([
      'It is not known whether your change of MaxInboundConnectionPerSource on EX10-HUB1\\Relay SQL Server was made: it was cut off. The Undo page reads what stands there.',
      'It is not known whether your change of MaxAcknowledgementDelay on EX10-HUB1\\Relay SQL Server was made: it was cut off. The Undo page reads what stands there.',
    ]);
  });

  it('how the burst ended', () => {
    const stopped = { after: { ...none, burst: makeBurst({ stopped: true, sent: 40, waiting: 60 }) } };
    const end = (...parts: Partial<RunState>[]) => lessonOf(run('article', ...parts))[2];
    expect(end()).toBe('You sent no test burst at the end, so nothing is proven yet.');
    expect(end(burst(100))).toBe('Your test burst sent 100 of 100 mails.');
    expect(end(burst(98), { outdated: ['burst'] })).toBe(
      'Your test burst, before your last change, sent 98 of 100 mails.',
    );
    expect(end(stopped)).toBe('Your test burst was stopped early, and by then had sent 40 of 100 mails.');
  });

  it('left, or taken back', () => {
    const undo = back(relay, 'MaxInboundConnectionPerSource', '150', '20');
    for (const state of [run('article'), run('article', withRelay(), made(number(), undo))]) {
      const [limits, delays] = lessonOf(state);
      expect(limits).toMatch(/^You left the limits per source as they are/);
      expect(delays).toMatch(/^You left MaxAcknowledgementDelay/);
    }
  });
});

describe('the percentage trap', () => {
  const trap = withRelay({ MaxInboundConnection: '1000', MaxInboundConnectionPerSource: '100' });
  const perSource = (after: string) => set(relay, 'MaxInboundConnectionPerSource', '100', after);
  const other = set('EX10-HUB1\\Relay Scanners', 'MaxInboundConnectionPercentagePerSource', '2', '12');

  it.each([
    [[percentage('12')], /^You raised MaxInboundConnectionPercentagePerSource to 12: 2 % .* is the smaller one/],
    [
      [percentage('11')],
      /^You raised MaxInboundConnectionPercentagePerSource to 11: the direction was right, but one source can hold \d+ sessions, held by MaxInboundConnectionPercentagePerSource/,
    ],
    [
      [perSource('150')],
      /^You raised MaxInboundConnectionPerSource to 150: that was not what held it\. .* 20 sessions/,
    ],
    [
      [perSource('10')],
      /^You lowered MaxInboundConnectionPerSource to 10: that was the wrong direction\. One source can hold 10 sessions, held by MaxInboundConnectionPerSource, and it was 20 sessions before\.$/,
    ],
    [
      [percentage('12'), perSource('50')],
      /^You changed .* to 12 and .* to 50: the direction was right, but one source can hold 50 sessions, held by MaxInboundConnectionPerSource, which/,
    ],
    [[cutOff(percentage('12'))], /^It is not known whether/],
    [[other], /^You left the limits as they are/],
    [[], /^You left the limits as they are/],
  ])('what was done, or missed', (changes, sentence) => {
    expect(lessonOf(run('percentage', trap, made(...changes)))[0]).toMatch(sentence);
  });

  it('reckons with what was read back last', () => {
    // The connectors were read while 50 stood there, which was taken back since.
    const change = { ...percentage('12'), readBack: { MaxInboundConnectionPerSource: '100' } };
    const stale = withRelay({ MaxInboundConnection: '1000', MaxInboundConnectionPerSource: '50' });
    expect(lessonOf(run('percentage', stale, made(change)))[0]).toMatch(/ to 12: 2 % .* is the smaller one/);
  });

  it('whether the ladder had shown it', () => {
    const other = { before: { ...none, ladder: makeLadder({ connectorIdentity: 'EX10-HUB1\\Relay Scanners' }) } };
    expect(lessonOf(run('percentage', ladders))[1]).toMatch(/^Your ladder had shown it .* 20 sessions where 100/);
    for (const parts of [[], [other]])
      expect(lessonOf(run('percentage', ...parts))[1]).toMatch(/^A ladder before the change would have shown it/);
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
    expect(lessonOf(run('wrong-connector', made(number(), scanners)))[1]).toMatch(
      /You changed Relay Scanners as well, which does serve it: take the other one back\.$/,
    );
    expect(lessonOf(run('wrong-connector'))).toEqual([
      'You knew no address of the SQL Server’s mail: a test mail would have shown that Database Mail sends from the second network card.',
      'You changed no limit, so Relay Scanners goes on refusing after 20 sessions.',
      'The right outcome: the address proven first, Relay Scanners changed, and Relay SQL Server left as it was.',
    ]);
  });

  it('the default one changed, whose ranges hold the address', () => {
    const usual = number('EX10-HUB1\\Default EX10-HUB1');
    expect(lessonOf(run('wrong-connector', made(usual)))[1]).toBe(
      'You changed EX10-HUB1\\Default EX10-HUB1, which does not serve the address that the mail comes from: Default EX10-HUB1 has RemoteIPRanges that hold every address, and the narrower range of Relay Scanners wins.',
    );
    expect(lessonOf(run('wrong-connector', made(usual, number(), scanners)))[1]).toMatch(
      /Relay SQL Server, which do not serve .* wins; Relay SQL Server suggests it .* take the other ones back\.$/,
    );
    expect(lessonOf(run('wrong-connector', made(cutOff(scanners))))[1]).toMatch(/^It is not known whether/);
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
    [[made(set('Newsletter', 'timeout', '20', '10')), account('corp\\sqlmail')], /^You changed .* from 20 to 10 by/],
    [[made(timeout)], /^You raised .* by writing to the table alone\.$/],
    [[account('corp\\sqlmail')], /^You left the timeout of Newsletter as it is, so its login was never at risk/],
    [
      [made(timeout, back('Newsletter', 'timeout', '60', '20')), account('corp\\sqlmail')],
      /^The timeout of Newsletter is as it was before this run, and its login corp\\sqlmail is still there\.$/,
    ],
    [
      [made(cutOff(timeout)), account('corp\\sqlmail')],
      /^It is not known whether your change of timeout on Newsletter/,
    ],
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
    [['EX10-HUB1\\Default EX10-HUB1'], /^You changed Relay SQL Server on no hub/],
    [[], /^You changed Relay SQL Server on no hub, so each goes on refusing at its own limit\.$/],
  ])('all, some or none', (changed, sentence) => {
    const state = run('several-hubs', { connectors }, made(...changed.map((name) => number(name))));
    expect(lessonOf(state)[0]).toMatch(sentence);
  });
});

describe('an Exchange 2016 server', () => {
  const before = (timedOut: number): Partial<RunState> => ({ before: { ...none, burst: makeBurst({ timedOut }) } });
  const lowered = set('Newsletter', 'timeout', '20', '5');

  it.each([
    [[number()], /^You raised the limits per source/],
    [[set(relay, 'MaxInboundConnectionPerSource', '20', '10')], /^You changed .*, and not everywhere can one source/],
    [[cutOff(number())], /^It is not known whether/],
    [[delay], /^You left the limits per source/],
  ])('what counts', (changes, counts) => {
    expect(lessonOf(run('exchange-2016', withRelay(), made(...changes)))[0]).toMatch(counts);
  });

  it.each<[ChangeRecord[], Partial<RunState>, RegExp]>([
    [[], {}, /^You rightly left MaxAcknowledgementDelay and the timeout: .* shown and ignored\.$/],
    [[], burst(100), /^You rightly left .* ignored, and in your burst no mail was slow enough to time out\.$/],
    [[], before(3), /^You left MaxAcknowledgementDelay and the timeout: .* shown and ignored\.$/],
    [[delay], {}, /^You changed MaxAcknowledgementDelay, which brought nothing: from Exchange 2013 on .* the reply\.$/],
    [[timeout], {}, /^You raised the timeout of Newsletter from 20 to 60, without a burst before it/],
    [
      [timeout],
      before(0),
      /^You raised .* 60, which brought nothing: in your first burst no mail was slow enough to time out\.$/,
    ],
    [[timeout], before(3), /^You raised the timeout of Newsletter from 20 to 60\.$/],
    [[lowered], before(0), /^You lowered the timeout of Newsletter from 20 to 5, which makes no mail faster/],
    [[delay, timeout], before(0), /^You changed MaxAcknowledgementDelay, .* the reply\. You raised the timeout/],
    [[cutOff(timeout)], before(0), /^It is not known whether/],
  ])('what does not', (changes, measured, idle) => {
    expect(lessonOf(run('exchange-2016', made(...changes), measured))[1]).toMatch(idle);
  });
});

describe('service not available', () => {
  const failing = { ...none, burst: makeBurst({ sent: 0, failed: 100 }) };
  const lesson = (...parts: Partial<RunState>[]) => lessonOf(run('service-not-available', ...parts)).slice(0, 2);
  const hadIt = 'Your first test had it: the very first session was refused, so no number of sessions was too many.';

  it.each<[Partial<RunState>[], string, string]>([
    [[{ before: ladders.before }], hadIt, 'You changed nothing, rightly.'],
    [[{ after: ladders.after }], hadIt, 'You changed nothing, rightly.'],
    [
      [],
      'You measured nothing: one ladder would have shown that the very first session is refused.',
      'You changed nothing, rightly.',
    ],
    [
      [made(number(), back(relay, 'MaxInboundConnectionPerSource', '150', '20'))],
      'You measured nothing before the changes: one ladder would have shown that the very first session is refused.',
      'What you changed you have taken back, rightly.',
    ],
    [
      [made(number(), delay), { before: failing, after: failing }],
      hadIt,
      'You changed 2 settings, and after that 100 of 100 mails failed as before: take them back, so that nothing stands that was not needed.',
    ],
    [
      [made(number(), delay), { after: failing }],
      'You measured nothing before the changes: one ladder would have shown that the very first session is refused.',
      'You changed 2 settings, and after that 100 of 100 mails failed: take them back, so that nothing stands that was not needed.',
    ],
    [
      [made(number()), { before: failing, after: failing, outdated: ['burst'] }],
      hadIt,
      'You changed one setting: take it back, so that nothing stands that was not needed.',
    ],
  ])('measured or not, changed or not', (parts, first, second) => {
    expect(lesson(...parts)).toEqual([first, second]);
  });

  it('cut off', () => {
    expect(lesson(made(cutOff(number())))[1]).toMatch(/^It is not known whether/);
  });
});
