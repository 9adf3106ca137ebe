import { postfix } from '../../test/support/postfix-tools';
import { burstBenches } from './burst';
import { ladder } from './ladder';
import { memory } from './memory';
import { findPowerShell } from '../../electron/engine/exchange/powershell/find-powershell';
import { powerShellRoundTrip } from './powershell-round-trip';
import type { BenchResult, Say } from './result';
import { startup } from './startup';

export type Bench = {
  measure(say: Say): Promise<BenchResult>;
  /** What this machine lacks for it; null where it can run. */
  lacks: string | null;
};

const withoutPostfix = postfix === null ? 'Postfix’s smtp-sink and smtp-source' : null;
const withoutProc = process.platform === 'linux' ? null : 'Linux, which says what a process holds';

const powerShell = process.env.RELAYTUNE_POWERSHELL ?? findPowerShell();
const withoutPowerShell = powerShell === null ? 'a PowerShell, or the .NET SDK to build one' : null;

/** Name -> what measures it. */
export function benches(reads: number): Record<string, Bench> {
  const bursts = burstBenches();
  return {
    'burst-throughput': { measure: bursts['burst-throughput'], lacks: withoutPostfix },
    'burst-memory': { measure: bursts['burst-memory'], lacks: withoutPostfix },
    ladder: { measure: ladder, lacks: withoutPostfix },
    startup: { measure: startup, lacks: null },
    memory: { measure: memory, lacks: withoutProc },
    'powershell-round-trip': { measure: (say) => powerShellRoundTrip(reads, say), lacks: withoutPowerShell },
  };
}
