import type { CommandRunner } from '../../../electron/engine/exchange/command-runner';
import { createLabClock } from '../../../electron/engine/practice/clock';
import { siteOfServers } from '../../../electron/engine/practice-site';
import type { Site } from '../../../electron/engine/site';
import { cmdletClient } from './cmdlet-client';
import type { LabDescription } from './lab-description';

/**
 * A lab in another process as a site; closing it leaves the lab as it is.
 * @param exchange runs its cmdlets; the line protocol when absent
 * @param powerShell ends the PowerShell that an earlier program has left
 */
export function labSite(
  description: LabDescription,
  exchange: CommandRunner = cmdletClient(description),
  powerShell: string | null = null,
): Site {
  const { factor, names, ...lab } = description;
  return siteOfServers(
    {
      ...lab,
      clock: createLabClock(Date.now(), factor),
      resolve: (name) => names[name.toLowerCase()] ?? [],
      close: () => Promise.resolve(),
    },
    exchange,
    { powerShell, limitMilliseconds: 60_000 },
  );
}
