import type { CommandRunner } from '../../../electron/engine/exchange/command-runner';
import { createLabClock } from '../../../electron/engine/practice/clock';
import { practiceSite } from '../../../electron/engine/practice-site';
import type { Site } from '../../../electron/engine/site';
import type { LabDescription } from './lab-description';

/** A lab in another process as a site; closing it leaves the lab as it is. */
export function labSite({ factor, names, ...lab }: LabDescription, exchange: CommandRunner): Site {
  return practiceSite(
    {
      ...lab,
      clock: createLabClock(Date.now(), factor),
      resolve: (name) => names[name.toLowerCase()] ?? [],
      close: () => Promise.resolve(),
    },
    exchange,
    null,
  );
}
