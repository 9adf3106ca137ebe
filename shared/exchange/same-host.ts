/**
 * Whether two names stand for the same machine, by their resolved addresses: aliases and load balancers have other names. 'unknown' where no
 * address of one or the other is known.
 */
export function sameHost(one: readonly string[], other: readonly string[]): 'same' | 'other' | 'unknown' {
  if (one.length === 0 || other.length === 0) return 'unknown';
  return one.some((address) => other.includes(address)) ? 'same' : 'other';
}
