import { describe, expect, test } from 'vitest';
import {
  attributeList,
  attributeText,
  isEnabled,
  readConnectionLimits,
  readDelays,
  slowestDelays,
} from '../../../../shared/exchange/limits';
import { makeConnector } from './make-connector';

const relay = makeConnector('EX10-HUB1\\SQL relay');

test('reads the three limits', () => {
  expect(readConnectionLimits(relay)).toEqual({
    maxInboundConnection: 5000,
    maxInboundConnectionPerSource: 20,
    maxInboundConnectionPercentagePerSource: 2,
  });
  const shipped = makeConnector('EX10-HUB1\\Default EX10-HUB1', {
    MaxInboundConnection: 'Unlimited',
    MaxInboundConnectionPerSource: 'unlimited',
    MaxInboundConnectionPercentagePerSource: '100',
  });
  expect(readConnectionLimits(shipped)).toEqual({
    maxInboundConnection: 'unlimited',
    maxInboundConnectionPerSource: 'unlimited',
    maxInboundConnectionPercentagePerSource: 100,
  });
});

test('reads both delays in seconds', () => {
  expect(readDelays(relay)).toEqual({ tarpitInterval: 5, maxAcknowledgementDelay: 30 });
});

test('Exchange 2007 has no acknowledgement delay', () => {
  expect(readDelays({ attributes: { TarpitInterval: '00:00:05' } })).toEqual({
    tarpitInterval: 5,
    maxAcknowledgementDelay: null,
  });
});

describe('names what is wrong', () => {
  test('with a missing attribute', () => {
    expect(() => readConnectionLimits({ attributes: { MaxInboundConnection: '5000' } })).toThrow(
      'MaxInboundConnectionPerSource is missing.',
    );
  });

  test('with an unreadable attribute', () => {
    expect(() => readDelays(makeConnector('A\\B', { TarpitInterval: '5s' }))).toThrow(
      'TarpitInterval is "5s", which is not a time such as 00:00:30.',
    );
  });
});

test('joins lists, and knows what is not there', () => {
  const connector = makeConnector('A\\B', { Bindings: ['0.0.0.0:25', '[::]:25'] });
  expect(attributeText(connector, 'Bindings')).toBe('0.0.0.0:25, [::]:25');
  expect(attributeText(connector, 'MaxInboundConnection')).toBe('5000');
  expect(attributeText(connector, 'AuthTarpitInterval')).toBeNull();
  expect(attributeText(connector, 'toString')).toBeNull();
});

test('takes a list as a list or as the one text that fl prints', () => {
  expect(attributeList(makeConnector('A\\B', { RemoteIPRanges: ['10.0.0.1', '10.0.0.2'] }), 'RemoteIPRanges')).toEqual([
    '10.0.0.1',
    '10.0.0.2',
  ]);
  expect(attributeList(makeConnector('A\\B', { RemoteIPRanges: '{10.0.0.1, 10.0.0.2}' }), 'RemoteIPRanges')).toEqual([
    '10.0.0.1',
    '10.0.0.2',
  ]);
  expect(attributeList(makeConnector('A\\B', { RemoteIPRanges: '' }), 'RemoteIPRanges')).toEqual([]);
});

test.each([
  ['True', true],
  ['true', true],
  ['False', false],
  ['', false],
])('Enabled %s', (text, enabled) => expect(isEnabled(makeConnector('A\\B', { Enabled: text }))).toBe(enabled));

describe('slowestDelays', () => {
  const delays = (tarpit: string, acknowledgement: string, version = 'Version 14.3 (Build 123.4)') =>
    makeConnector('HUB1\\Relay', {
      TarpitInterval: tarpit,
      MaxAcknowledgementDelay: acknowledgement,
      AdminDisplayVersion: version,
    });

  test('is of the connector that holds a mail longest', () => {
    expect(slowestDelays([delays('00:00:05', '00:00:00'), delays('00:00:01', '00:00:30')])).toEqual({
      tarpitInterval: 1,
      maxAcknowledgementDelay: 30,
    });
  });

  test('leaves out what Exchange ignores from 2013 on', () => {
    expect(slowestDelays([delays('00:00:05', '00:00:30', 'Version 15.1 (Build 1.1)')])).toEqual({
      tarpitInterval: 5,
      maxAcknowledgementDelay: null,
    });
  });

  test('is none without a connector', () => {
    expect(slowestDelays([])).toEqual({ tarpitInterval: 0, maxAcknowledgementDelay: null });
  });
});
