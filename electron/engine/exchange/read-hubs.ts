import { isExchangeProblem } from '../../../shared/exchange/exchange-problem';
import type { Hub } from '../../../shared/exchange/hub';
import { exchangeVersion } from '../../../shared/exchange/version';
import { parseUnlimited } from '../../../shared/exchange/values';
import type { CommandRunner } from './command-runner';
import type { PowerShellObject } from './powershell/envelope';

/**
 * The hubs that have receive connectors, with version, rate and addresses: Get-ExchangeServer, and Get-TransportServer (2007
 * and 2010; Get-TransportService from 2013 on) where the role allows it.
 * @param servers the names that the connectors carry
 */
export async function readHubs(
  exchange: CommandRunner,
  servers: readonly string[],
  resolve: (name: string) => Promise<string[]>,
): Promise<Hub[]> {
  const known = new Map((await ask(exchange, 'Get-ExchangeServer')).map((one) => [nameOf(one), one]));
  const isNew = [...known.values()].some(
    (one) => (exchangeVersion(textOf(one, 'AdminDisplayVersion'))?.major ?? 0) >= 15,
  );
  const rates = await readRates(exchange, isNew);
  return Promise.all(
    servers.map(async (server): Promise<Hub> => {
      const name = server.toLowerCase();
      const found = known.get(name);
      const fqdn = textOf(found, 'Fqdn') || server;
      return {
        server,
        fqdn,
        adminDisplayVersion: textOf(found, 'AdminDisplayVersion'),
        maxConnectionRatePerMinute: rates.get(name) ?? null,
        addresses: await resolve(fqdn),
      };
    }),
  );
}

/** Each version by its own cmdlet first. A missing cmdlet or role only leaves the rates unknown. */
async function readRates(exchange: CommandRunner, isNew: boolean): Promise<Map<string, number | 'unlimited'>> {
  const rates = new Map<string, number | 'unlimited'>();
  const cmdlets = ['Get-TransportServer', 'Get-TransportService'];
  for (const cmdlet of isNew ? cmdlets.reverse() : cmdlets) {
    for (const server of await ask(exchange, cmdlet).catch(nothingIfRefused)) {
      const text = textOf(server, 'MaxConnectionRatePerMinute');
      if (text !== '') rates.set(nameOf(server), parseUnlimited(text, 'MaxConnectionRatePerMinute'));
    }
    if (rates.size > 0) break;
  }
  return rates;
}

/** What Exchange refuses leaves something out; a session that is gone does not. */
function nothingIfRefused(error: unknown): PowerShellObject[] {
  if (isExchangeProblem(error)) return [];
  throw error;
}

const ask = async (exchange: CommandRunner, cmdlet: string) => (await exchange.run({ cmdlet, parameters: [] })).output;
const textOf = (object: PowerShellObject | undefined, name: string) => {
  const value = object?.[name];
  return typeof value === 'string' ? value : '';
};
const nameOf = (object: PowerShellObject) => textOf(object, 'Name').toLowerCase();
