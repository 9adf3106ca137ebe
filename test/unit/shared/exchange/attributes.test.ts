import { describe, expect, test } from 'vitest';
import { attributeVerdict, nineAttributes } from '../../../../shared/exchange/attributes';
import { makeConnector } from './make-connector';

test('the nine attributes stand in the order of the article, with the defaults it starts from', () => {
  expect(nineAttributes.map(({ name, defaultText }) => [name, defaultText])).toEqual([
    ['ConnectionTimeout', '00:10:00'],
    ['ConnectionInactivityTimeout', '00:05:00'],
    ['MessageRateLimit', 'unlimited'],
    ['MessageRateSource', 'IPAddress'],
    ['MaxInboundConnection', '5000'],
    ['MaxInboundConnectionPerSource', '20'],
    ['MaxInboundConnectionPercentagePerSource', '2'],
    ['TarpitInterval', '00:00:05'],
    ['MaxAcknowledgementDelay', '00:00:30'],
  ]);
});

test('each says everything about itself', () => {
  for (const { label, meaning, unit, range, sideEffect } of nineAttributes) {
    for (const text of [label, meaning, unit, range, sideEffect]) expect(text.length).toBeGreaterThan(0);
  }
});

const verdict = (name: string, attributes: Record<string, string> = {}) =>
  attributeVerdict(name, makeConnector('HUB\\Relay', attributes));

describe('verdicts on a connector as shipped', () => {
  test.each([
    ['ConnectionTimeout', 'neutral', 'Nothing to change for this fix.'],
    ['ConnectionInactivityTimeout', 'neutral', 'Nothing to change for this fix.'],
    ['MessageRateLimit', 'good', 'No limit, so it does not hold bulk mail up.'],
    ['MessageRateSource', 'neutral', 'Nothing to change for this fix.'],
    ['MaxInboundConnection', 'neutral', 'Not what holds the SQL Server back.'],
    [
      'MaxInboundConnectionPerSource',
      'attention',
      'The SQL Server can hold 20 sessions at most: too few for bulk mail.',
    ],
    [
      'MaxInboundConnectionPercentagePerSource',
      'attention',
      'On its own it allows 99 sessions, however high the limit per source is.',
    ],
    ['TarpitInterval', 'neutral', '5 s after an error; a clean session never meets it.'],
    ['MaxAcknowledgementDelay', 'attention', 'Each mail can keep its session busy for up to 30 s.'],
  ])('%s', (name, tone, text) => expect(verdict(name)).toEqual({ tone, text }));
});

describe('verdicts on other values', () => {
  test.each([
    ['MessageRateLimit', { MessageRateLimit: '5' }, 'attention'],
    [
      'MaxInboundConnection',
      { MaxInboundConnection: '15', MaxInboundConnectionPercentagePerSource: '100' },
      'attention',
    ],
    ['MaxInboundConnectionPerSource', { MaxInboundConnectionPerSource: '100' }, 'good'],
    ['MaxInboundConnectionPerSource', { MaxInboundConnectionPerSource: 'unlimited' }, 'neutral'],
    ['MaxInboundConnectionPercentagePerSource', { MaxInboundConnectionPercentagePerSource: '3' }, 'good'],
    ['MaxInboundConnectionPercentagePerSource', { MaxInboundConnectionPercentagePerSource: '100' }, 'good'],
    ['MaxInboundConnectionPercentagePerSource', { MaxInboundConnection: 'unlimited' }, 'good'],
    ['TarpitInterval', { TarpitInterval: '00:00:00' }, 'good'],
    ['MaxAcknowledgementDelay', { MaxAcknowledgementDelay: '00:00:00' }, 'good'],
    ['MaxAcknowledgementDelay', { AdminDisplayVersion: 'Version 15.1 (Build 2507.6)' }, 'neutral'],
    ['MaxInboundConnectionPerSource', { MaxInboundConnectionPerSource: 'twenty' }, 'attention'],
  ])('%s %j', (name, attributes, tone) => expect(verdict(name, attributes).tone).toBe(tone));

  test('one that cannot be read says so, and one that is missing too', () => {
    expect(verdict('TarpitInterval', { TarpitInterval: 'soon' }).text).toBe('RelayTune cannot read "soon".');
    expect(verdict('AuthTarpitInterval').text).toBe('Not in this version of Exchange, or hidden by your role.');
  });
});
