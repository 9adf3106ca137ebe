import { describe, expect, it, test } from 'vitest';
import { readAttribute, typedAttributes, unreadableAttributes } from '../../../../shared/exchange/attribute-types';
import { makeConnector } from './make-connector';

const read = (name: string, text: string | string[]) => readAttribute(makeConnector('A\\B', { [name]: text }), name);

// Domain section 1: one value of each type, in the forms that the versions print.
test.each([
  ['ConnectionTimeout', '00:10:00', { type: 'timeSpan', seconds: 600 }],
  ['ConnectionTimeout', '1.00:00:00', { type: 'timeSpan', seconds: 86_400 }],
  ['ConnectionInactivityTimeout', '00:05:00', { type: 'timeSpan', seconds: 300 }],
  ['MessageRateLimit', 'Unlimited', { type: 'count', value: 'unlimited' }],
  ['MessageRateSource', 'IPAddress', { type: 'word', value: 'IPAddress' }],
  ['MaxInboundConnection', 'unlimited', { type: 'count', value: 'unlimited' }],
  ['MaxInboundConnectionPerSource', '20', { type: 'count', value: 20 }],
  ['MaxInboundConnectionPercentagePerSource', '2', { type: 'count', value: 2 }],
  ['TarpitInterval', '00:00:05', { type: 'timeSpan', seconds: 5 }],
  ['AuthTarpitInterval', '00:00:00', { type: 'timeSpan', seconds: 0 }],
  ['MaxAcknowledgementDelay', '00:00:30', { type: 'timeSpan', seconds: 30 }],
  ['MaxProtocolErrors', 'UNLIMITED', { type: 'count', value: 'unlimited' }],
  ['MaxLogonFailures', '3', { type: 'count', value: 3 }],
  ['MaxRecipientsPerMessage', '200', { type: 'count', value: 200 }],
  ['MaxMessageSize', '36 MB (37,748,736 bytes)', { type: 'size', bytes: 37_748_736 }],
  ['MaxHeaderSize', '256 KB (262,144 bytes)', { type: 'size', bytes: 262_144 }],
  ['MaxHopCount', '60', { type: 'count', value: 60 }],
  ['MaxLocalHopCount', '5', { type: 'count', value: 5 }],
  ['PermissionGroups', 'AnonymousUsers, Custom', { type: 'words', values: ['AnonymousUsers', 'Custom'] }],
  ['AuthMechanism', 'Tls, ExternalAuthoritative', { type: 'words', values: ['Tls', 'ExternalAuthoritative'] }],
  ['ProtocolLoggingLevel', 'verbose', { type: 'word', value: 'Verbose' }],
  ['Enabled', 'True', { type: 'boolean', value: true }],
  ['TransportRole', 'FrontendTransport', { type: 'word', value: 'FrontendTransport' }],
  ['SizeEnabled', 'EnabledWithoutValue', { type: 'word', value: 'EnabledWithoutValue' }],
  ['PipeliningEnabled', 'False', { type: 'boolean', value: false }],
])('%s %s', (name, text, value) => {
  expect(read(name, text)).toEqual({ state: 'read', value });
});

test('lists of bindings and ranges, each element on its own', () => {
  expect(read('Bindings', ['0.0.0.0:25', '[::]:25'])).toMatchObject({
    value: { type: 'bindings', values: [{ port: 25 }, { address: { family: 6 } }] },
  });
  const ranges = ['10.1.2.5', '10.1.2.0/24', '10.1.2.0-10.1.2.9', '10.1.2.0(255.255.255.0)', 'fe80::/64'];
  expect(read('RemoteIPRanges', ranges)).toMatchObject({ value: { type: 'ranges', values: { length: 5 } } });
});

describe('what is not there', () => {
  it.each(typedAttributes)('%s missing is "not in this version", never 0', (name) => {
    expect(readAttribute({ attributes: {} }, name)).toEqual({ state: 'not in this version' });
  });

  it('inherits nothing', () => {
    expect(readAttribute({ attributes: {} }, 'toString')).toEqual({ state: 'not in this version' });
    expect(readAttribute({ attributes: {} }, '__proto__')).toEqual({ state: 'not in this version' });
  });
});

test.each([
  ['MaxMessageSize', 'huge'],
  ['TarpitInterval', '5'],
  ['MessageRateSource', 'Everyone'],
  ['PermissionGroups', 'AnonymousUsers, Everyone'],
  ['Enabled', 'Perhaps'],
  ['Bindings', ['0.0.0.0']],
  ['RemoteIPRanges', ['10.1.2.9-10.1.2.0']],
])('%s %j cannot be read, and says which value', (name, text) => {
  const reading = read(name, text);
  expect(reading.state).toBe('unreadable');
  expect(unreadableAttributes(makeConnector('A\\B', { [name]: text }))).toEqual([
    expect.stringMatching(new RegExp(`^${name} is "`)),
  ]);
});

test('a connector as the article shows it can be read whole', () => {
  expect(unreadableAttributes(makeConnector('A\\B'))).toEqual([]);
});
