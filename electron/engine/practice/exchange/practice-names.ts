import type { LabAddresses } from '../lab-addresses';
import type { Scenario } from '../scenarios/scenario';

export type PracticeNames = {
  /** Every address of a name; empty when nobody has it. */
  all(name: string): string[];
  /** One address of a name, of several each in its turn, as a round robin gives them; null when nobody has it. */
  next(name: string): string | null;
};

/** The DNS of the practice network, as far as its hubs go. */
export function practiceNames({ hubs, aliases }: Scenario['exchange'], addresses: LabAddresses): PracticeNames {
  const known = new Map<string, string[]>();
  for (const { server, fqdn } of hubs) {
    const address = addresses.hubs[server];
    if (address === undefined) continue;
    for (const name of [server, fqdn, address]) known.set(name.toLowerCase(), [address]);
  }
  for (const [alias, servers] of Object.entries(aliases)) {
    known.set(
      alias,
      servers.flatMap((server) => addresses.hubs[server] ?? []),
    );
  }
  const all = (name: string) => known.get(name.toLowerCase()) ?? [];
  let turn = 0;
  return {
    all,
    next(name) {
      const found = all(name);
      turn += 1;
      return found[turn % found.length] ?? null;
    },
  };
}
