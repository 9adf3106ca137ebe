import { expect, it } from 'vitest';
import { readHubs } from '../../../../electron/engine/exchange/read-hubs';
import { exchangeWith, problem } from '../../../support/exchange-with';

const resolve = (name: string) => Promise.resolve(name === 'hub1.corp.example' ? ['10.1.1.1'] : []);
const server = { Name: 'HUB1', Fqdn: 'hub1.corp.example', AdminDisplayVersion: 'Version 15.1 (Build 1.1)' };

it('takes the rate from Get-TransportService where there is one, else from Get-TransportServer', async () => {
  const newer = exchangeWith({
    'Get-ExchangeServer': [server],
    'Get-TransportService': [{ Name: 'HUB1', MaxConnectionRatePerMinute: '1200' }],
    'Get-TransportServer': [{ Name: 'HUB1', MaxConnectionRatePerMinute: '7' }],
  });
  expect(await readHubs(newer, ['HUB1'], resolve)).toEqual([
    {
      server: 'HUB1',
      fqdn: 'hub1.corp.example',
      adminDisplayVersion: 'Version 15.1 (Build 1.1)',
      maxConnectionRatePerMinute: 1200,
      addresses: ['10.1.1.1'],
    },
  ]);
  const older = exchangeWith({
    'Get-ExchangeServer': [server],
    'Get-TransportServer': [{ Name: 'hub1', MaxConnectionRatePerMinute: 'Unlimited' }],
  });
  expect((await readHubs(older, ['HUB1'], resolve))[0]?.maxConnectionRatePerMinute).toBe('unlimited');
});

it('leaves the rate unknown where the role has neither, and a hub that Get-ExchangeServer does not show to its name', async () => {
  const exchange = exchangeWith({ 'Get-ExchangeServer': [server] });
  expect(await readHubs(exchange, ['HUB1', 'EDGE1'], resolve)).toMatchObject([
    { server: 'HUB1', maxConnectionRatePerMinute: null },
    { server: 'EDGE1', fqdn: 'EDGE1', adminDisplayVersion: '', addresses: [] },
  ]);
});

it('does not take a session that is gone for a missing role', async () => {
  const exchange = exchangeWith({
    'Get-ExchangeServer': [server],
    'Get-TransportService': problem('powershell/ended'),
  });
  await expect(readHubs(exchange, ['HUB1'], resolve)).rejects.toMatchObject({ problem: { code: 'powershell/ended' } });
});
