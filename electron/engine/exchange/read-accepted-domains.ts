import { isExchangeProblem } from '../../../shared/exchange/exchange-problem';
import { internalDomains, type AcceptedDomain } from '../../../shared/smtp/recipients';
import type { CommandRunner } from './command-runner';
import type { PowerShellObject } from './powershell/envelope';

/**
 * The domains whose mail stays in the organisation, by Get-AcceptedDomain; null where this user's roles do not show them.
 * A session that is gone is no role: its problem is thrown.
 */
export async function readAcceptedDomains(exchange: CommandRunner, signal?: AbortSignal): Promise<string[] | null> {
  try {
    const { output } = await exchange.run({ cmdlet: 'Get-AcceptedDomain', parameters: [] }, signal);
    return internalDomains(output.map(toDomain));
  } catch (error) {
    if (isExchangeProblem(error)) return null;
    throw error;
  }
}

const toDomain = (object: PowerShellObject): AcceptedDomain => ({
  domainName: textOf(object, 'DomainName'),
  domainType: textOf(object, 'DomainType'),
  matchesSubDomains: /^true$/i.test(textOf(object, 'MatchSubDomains')),
});

function textOf(object: PowerShellObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
