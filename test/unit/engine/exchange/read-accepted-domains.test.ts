import { expect, it } from 'vitest';
import { readAcceptedDomains } from '../../../../electron/engine/exchange/read-accepted-domains';
import { exchangeWith, problem } from '../../../support/exchange-with';

it('reads the domains whose mail stays inside, from texts of any kind', async () => {
  const exchange = exchangeWith({
    'Get-AcceptedDomain': [
      { Name: 'Corp', DomainName: 'corp.example', DomainType: 'Authoritative', Default: 'True' },
      { Name: 'Branch', DomainName: 'branch.example', DomainType: 'InternalRelay', MatchSubDomains: 'True' },
      { Name: 'Partner', DomainName: 'partner.example', DomainType: 'ExternalRelay' },
      { Name: 'List', DomainName: ['evil.example'], DomainType: 'Authoritative' },
      { Name: 'Nothing', DomainName: null, DomainType: null },
      {},
    ],
  });
  expect(await readAcceptedDomains(exchange)).toEqual(['corp.example', 'branch.example', '*.branch.example']);
});

it.each(['exchange/no-cmdlet', 'exchange/access-denied', 'exchange/refused'])(
  'does not know them where Exchange refuses with %s',
  async (code) => {
    expect(await readAcceptedDomains(exchangeWith({ 'Get-AcceptedDomain': problem(code) }))).toBeNull();
  },
);

it('does not take a session that is gone for a missing role', async () => {
  const exchange = exchangeWith({ 'Get-AcceptedDomain': problem('powershell/ended') });
  await expect(readAcceptedDomains(exchange)).rejects.toMatchObject({ problem: { code: 'powershell/ended' } });
});
