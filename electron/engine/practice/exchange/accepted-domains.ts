import type { LabObject } from '../lab';
import type { ScenarioDomain } from '../scenarios/scenario';

/** What Get-AcceptedDomain shows; the first domain is the default one. */
export function acceptedDomain({ domainName, domainType }: ScenarioDomain, index: number): LabObject {
  return {
    Name: domainName.replace('*.', ''),
    DomainName: domainName,
    DomainType: domainType,
    Default: index === 0 ? 'True' : 'False',
    MatchSubDomains: 'False',
  };
}

/** Whether a recipient's domain is accepted, whoever sends: relayed ones are too. */
export function isAccepted(domains: readonly ScenarioDomain[], recipient: string): boolean {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase();
  return domains.some(({ domainName }) =>
    domainName.startsWith('*.') ? domain.endsWith(domainName.slice(1)) : domain === domainName,
  );
}
