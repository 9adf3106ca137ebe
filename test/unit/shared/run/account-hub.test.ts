import { expect, test } from 'vitest';
import { accountHub } from '../../../../shared/run/account-hub';
import { makeAccount } from '../database-mail/make-account';
import { makeConnector } from '../exchange/make-connector';
import { hub } from './preflight-facts';

const connectors = [
  { ...makeConnector('HUB1\\Relay'), guid: 'one' },
  { ...makeConnector('HUB2\\Relay'), guid: 'two' },
];
const hubs = [hub, { ...hub, server: 'hub2', addresses: ['10.1.1.2'] }];
const state = { connectors, hubs, connectorGuids: ['two'] };

test.each([
  ['the chosen hub, by address', ['10.1.1.2'], 'same'],
  ['a balancer in front of both', ['10.1.1.1', '10.1.1.2'], 'same'],
  ['the other hub', ['10.1.1.1'], 'other'],
  ['a name that nobody knows', [], 'unknown'],
])('%s', (_name, serverAddresses, expected) => {
  expect(accountHub(makeAccount({ serverAddresses }), state)).toBe(expected);
});

test('nothing is said before a connector is chosen', () => {
  expect(accountHub(makeAccount(), { ...state, connectorGuids: [] })).toBe('unknown');
});
