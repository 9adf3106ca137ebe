/** An accepted domain in Exchange's own words, unchecked. */
export type AcceptedDomain = {
  /** `corp.example`, or `*.corp.example` for its sub-domains. */
  domainName: string;
  /** `Authoritative`, `InternalRelay` or `ExternalRelay`. */
  domainType: string;
  /** Exchange 2013 and later: its sub-domains are accepted as well. */
  matchesSubDomains: boolean;
};

const domainName = /^(?:\*\.)?[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})*$/u;

/**
 * The domains whose mail stays in the organisation, in lower case; `*.` in front stands for all sub-domains, not for the
 * domain itself. An external relay domain is accepted too, but its mail leaves for servers that nobody here controls, so it
 * is not among them; nor is what cannot be read as a domain, or `*`, which stands for everybody's.
 */
export function internalDomains(domains: readonly AcceptedDomain[]): string[] {
  const names = domains
    .filter(
      (domain) => /^(?:Authoritative|InternalRelay)$/i.test(domain.domainType) && domainName.test(domain.domainName),
    )
    .flatMap((domain) => {
      const name = domain.domainName.toLowerCase();
      return domain.matchesSubDomains && !name.startsWith('*.') ? [name, `*.${name}`] : [name];
    });
  return [...new Set(names)];
}

/**
 * Those mailboxes that are not proven to be of the organisation, in their order: all of them where its domains are not known
 * (null). An address that is not plainly one mailbox of one domain is not proven either.
 */
export function outsideOf(mailboxes: readonly string[], internal: readonly string[] | null): string[] {
  return mailboxes.filter((mailbox) => {
    const domain = /^[^\s@<>,;:"]+@([^\s@<>,;:"]+)$/.exec(mailbox)?.[1]?.toLowerCase();
    return domain === undefined || !(internal ?? []).some((name) => isWithin(domain, name));
  });
}

const isWithin = (domain: string, name: string) =>
  name.startsWith('*.') ? domain.endsWith(name.slice(1)) && domain.length >= name.length : domain === name;
