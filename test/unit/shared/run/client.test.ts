import { expect, test } from 'vitest';
import { clientOf } from '../../../../shared/run/client';
import { readRun } from '../../renderer/states';

const [account = null] = readRun.accounts;

test('the port and the hubs are those that the account sends to', () => {
  expect(clientOf({ ...readRun, account })).toEqual({
    addresses: ['10.1.5.20'],
    port: 25,
    serverAddresses: { 'ex10-hub1': ['10.1.1.1'] },
    servers: ['ex10-hub1'],
  });
});

test('a balancer’s address is no hub’s, so any may be reached; without an account it is port 25', () => {
  const balanced = account && { ...account, port: 587, serverAddresses: ['10.1.1.99'] };
  expect(clientOf({ ...readRun, account: balanced })).toMatchObject({ port: 587, servers: null });
  expect(clientOf({ ...readRun, account: null })).toMatchObject({ port: 25, servers: null });
});

test('what is known of a hub’s own addresses is only the one that is sent to', () => {
  const hubs = readRun.hubs.map((hub) => ({ ...hub, addresses: ['10.1.1.1', '10.1.1.2'] }));
  expect(clientOf({ ...readRun, hubs, account }).serverAddresses).toEqual({ 'ex10-hub1': ['10.1.1.1'] });
  // Nothing is known of the bindings that a balancer uses.
  const balanced = account && { ...account, serverAddresses: ['10.1.1.99'] };
  expect(clientOf({ ...readRun, hubs, account: balanced }).serverAddresses).toEqual({});
});
