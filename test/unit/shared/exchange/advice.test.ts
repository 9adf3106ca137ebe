import { describe, expect, test } from 'vitest';
import {
  connectionRisks,
  efficiencyRisks,
  percentageTrap,
  suggestConnections,
  suggestEfficiency,
  suggestForAll,
} from '../../../../shared/exchange/advice';
import type { ConnectionLimits, Unlimited } from '../../../../shared/exchange/connector';
import type { Risk } from '../../../../shared/run/plan';
import { makeConnector } from './make-connector';

const limits = (total: Unlimited, percentage: number, perSource: Unlimited): ConnectionLimits => ({
  maxInboundConnection: total,
  maxInboundConnectionPerSource: perSource,
  maxInboundConnectionPercentagePerSource: percentage,
});

describe('connections', () => {
  test.each([
    [limits(5000, 2, 20), 40, 100, 3],
    [limits(5000, 2, 20), 80, 100, 3],
    [limits(5000, 2, 20), 81, 102, 3],
    [limits(5000, 2, 20), 120, 150, 4],
    [limits(5000, 2, 20), 400, 500, 12],
    [limits(5000, 2, 20), 20_000, 10_000, 100],
    [limits('unlimited', 2, 20), 40, 100, 3],
    [limits(50, 2, 20), 40, 100, 100],
    [limits(5000, 2, 500), 40, 500, 12],
    [limits(5000, 20, 20), 40, 100, 20],
    [limits(5000, 2, 'unlimited'), 40, 100, 3],
  ])('%j with a peak of %d: %d and %d %%', (now, expectedPeak, perSource, percentage) => {
    expect(suggestConnections({ limits: now, expectedPeak })).toMatchObject({
      maxInboundConnectionPerSource: perSource,
      maxInboundConnectionPercentagePerSource: percentage,
    });
  });

  test.each([
    [
      limits(5000, 2, 20),
      40,
      '100 is enough for the 40 sessions expected at once, with room for more. 3 % is the smallest share that lets 100 count.',
    ],
    [
      limits(5000, 2, 20),
      120,
      '150 leaves a quarter of room over the 120 sessions expected at once. 4 % is the smallest share that lets 150 count.',
    ],
    [
      limits('unlimited', 2, 20),
      40,
      '100 is enough for the 40 sessions expected at once, with room for more. 3 % lets it count, also while others are connected.',
    ],
    [
      limits(5000, 20, 300),
      40,
      '300 is set already and is enough for about 40 sessions at once. 20 % is set already and lets it count.',
    ],
  ])('%j with a peak of %d says why', (now, expectedPeak, reason) => {
    expect(suggestConnections({ limits: now, expectedPeak }).reason).toBe(reason);
  });

  test('100 with 2 % left is 99, and says why and what to enter', () => {
    expect(percentageTrap(limits(5000, 2, 100))).toBe(
      'One source gets 99, held by MaxInboundConnectionPercentagePerSource: 2 % of the 4,901 connections still free; to reach 100, enter 3 %.',
    );
    expect(percentageTrap(limits(5000, 2, 'unlimited'))).toMatch(/; 100 % would switch this limit off\.$/);
    expect(percentageTrap(limits(5000, 3, 100))).toBeNull();
  });
});

const texts = (risks: Risk[], severity: Risk['severity']) =>
  risks.filter((risk) => risk.severity === severity).map((risk) => risk.text);

describe('risks of new limits', () => {
  const relay = makeConnector('HUB\\SQL relay');

  test('a narrow relay connector with the usual values has none but what always holds', () => {
    const risks = connectionRisks({ connector: relay, wanted: limits(5000, 3, 100) });
    expect(risks.map((risk) => risk.severity)).toEqual(['info', 'info']);
  });

  test.each([
    [
      'the percentage still binds',
      limits(5000, 2, 100),
      /^One source gets 99, held by MaxInboundConnectionPercentagePerSource/,
    ],
    ['the total binds', limits(50, 100, 100), /^One source gets 50, held by MaxInboundConnection:/],
    ['unlimited', limits(5000, 3, 'unlimited'), /^Unlimited lets one faulty machine/],
    ['percentage off', limits(5000, 100, 100), /^100 % switches the percentage off/],
  ])('%s', (_case, wanted, warning) => {
    expect(texts(connectionRisks({ connector: relay, wanted }), 'warning')).toContainEqual(
      expect.stringMatching(warning),
    );
  });

  test('a wide range is a danger', () => {
    const wide = makeConnector('HUB\\Branches', { RemoteIPRanges: ['10.0.0.0/8'] });
    expect(texts(connectionRisks({ connector: wide, wanted: limits(5000, 3, 100) }), 'danger')).toEqual([
      'This connector accepts a very wide address range, and every machine in it gets the higher limit. A connector for the SQL Server alone is safer.',
    ]);
  });
});

describe('efficiency', () => {
  const delays = { tarpitInterval: 5, maxAcknowledgementDelay: 30 };
  const exchange2010 = 'Version 14.3 (Build 123.4)';
  const advise = (change: Partial<Parameters<typeof suggestEfficiency>[0]> = {}) =>
    suggestEfficiency({ delays, exchangeVersion: exchange2010, tarpitSeen: false, ...change });

  test('on Exchange 2010 the acknowledgement delay goes and tarpit stays', () => {
    const { maxAcknowledgementDelay, tarpitInterval } = advise();
    expect(maxAcknowledgementDelay.value).toBe(0);
    expect(maxAcknowledgementDelay.noEffect).toBeNull();
    expect(maxAcknowledgementDelay.gain).toContain('for up to 30 s');
    expect(maxAcknowledgementDelay.price).toContain('that mail can be lost');
    expect(tarpitInterval.value).toBeNull();
    expect(tarpitInterval.gain).toContain('a clean session never meets this delay');
    expect(tarpitInterval.price).toContain('STIG');
  });

  test('tarpit goes once it was seen', () => {
    expect(advise({ tarpitSeen: true }).tarpitInterval.value).toBe(0);
  });

  test.each([
    [
      'Exchange 2013',
      { exchangeVersion: 'Version 15.0 (Build 1497.2)' },
      'From Exchange 2013 on this attribute is shown, but it has no effect.',
    ],
    [
      'Exchange 2007',
      { delays: { tarpitInterval: 5, maxAcknowledgementDelay: null } },
      'This version of Exchange has no MaxAcknowledgementDelay.',
    ],
    ['0 already', { delays: { tarpitInterval: 5, maxAcknowledgementDelay: 0 } }, 'It is 0 already.'],
  ])('%s: nothing to change', (_case, change, noEffect) => {
    expect(advise(change).maxAcknowledgementDelay).toMatchObject({ value: null, noEffect });
  });

  test('a tarpit that is 0 already needs nothing, even when errors were seen', () => {
    const off = advise({ delays: { tarpitInterval: 0, maxAcknowledgementDelay: 30 }, tarpitSeen: true });
    expect(off.tarpitInterval).toMatchObject({ value: null, noEffect: 'It is 0 already.' });
  });

  test.each([
    ['both to 0 on 2010 SP3', true, true, exchange2010, ['danger', 'warning']],
    ['both to 0 on 2010 SP1', true, true, 'Version 14.1 (Build 218.15)', ['danger', 'warning', 'warning']],
    ['both to 0 on an unknown version', true, true, null, ['danger', 'warning', 'warning']],
    ['both to 0 on 2016', true, true, 'Version 15.1 (Build 2507.6)', ['danger', 'info']],
    ['acknowledgement alone', true, false, exchange2010, ['warning']],
    ['none', false, false, 'Version 14.1 (Build 218.15)', []],
  ])('risks: %s', (_case, acknowledgementToZero, tarpitToZero, exchangeVersion, severities) => {
    const risks = efficiencyRisks({ acknowledgementToZero, tarpitToZero, exchangeVersion });
    expect(risks.map((risk) => risk.severity)).toEqual(severities);
  });

  test('the risks name the hardening rule, the rollup and shadow redundancy', () => {
    const risks = efficiencyRisks({ acknowledgementToZero: true, tarpitToZero: true });
    expect(risks.map((risk) => risk.text).join('\n')).toMatch(
      /STIG[^]*SP1 before Update Rollup 3[^]*pipelining[^]*1 second[^]*shadow redundancy/,
    );
  });
});

describe('one advice for several connectors', () => {
  const first = {
    maxInboundConnection: 5000,
    maxInboundConnectionPerSource: 20,
    maxInboundConnectionPercentagePerSource: 2,
  };

  test('is the same as for one alone', () => {
    expect(suggestForAll([first], 40)).toEqual(suggestConnections({ limits: first, expectedPeak: 40 }));
  });

  test('lowers none of them, and lets the number count on each', () => {
    const higher = { ...first, maxInboundConnectionPerSource: 500, maxInboundConnectionPercentagePerSource: 12 };
    const small = { ...first, maxInboundConnection: 1000 };
    // 500 of 1000 needs the percentage off: (1000 - 500) x 100 %.
    expect(suggestForAll([first, higher, small], 40)).toMatchObject({
      maxInboundConnectionPerSource: 500,
      maxInboundConnectionPercentagePerSource: 100,
    });
    expect(suggestForAll([first, higher], 40)).toMatchObject({
      maxInboundConnectionPerSource: 500,
      maxInboundConnectionPercentagePerSource: 12,
    });
  });

  test('a change that lowers what one source gets is said', () => {
    const connector = makeConnector('HUB1\\Relay', {
      MaxInboundConnectionPerSource: '500',
      MaxInboundConnectionPercentagePerSource: '12',
    });
    const wanted = { ...first, maxInboundConnectionPerSource: 100, maxInboundConnectionPercentagePerSource: 3 };
    expect(connectionRisks({ connector, wanted }).map((risk) => risk.text)).toContain(
      'HUB1\\Relay allows one source 500 now: this lowers it to 100.',
    );
  });
});
