import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOne } from '../../electron/engine/exchange/cmdlets';
import { findPowerShell } from '../../electron/engine/exchange/powershell/find-powershell';
import { practiceExchange } from '../../electron/engine/practice-exchange';
import { openLab } from '../../electron/engine/practice/open-lab';
import type { BenchResult } from './result';

const limitMilliseconds = 60_000;

/** N reads of one connector on the one session, against a PowerShell of its own for each: started, taught, asked, ended. */
export async function powerShellRoundTrip(reads: number, say: (text: string) => void): Promise<BenchResult> {
  const powerShell = process.env.RELAYTUNE_POWERSHELL ?? findPowerShell();
  if (powerShell === null) throw new Error('powershell-round-trip needs a PowerShell, or the .NET SDK to build one.');
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-bench-'));
  const lab = await openLab({ folder, scenario: 'article' });
  const open = async () => {
    const exchange = practiceExchange({ lab, powerShell, limitMilliseconds });
    await exchange.connect({ server: lab.exchange.serverName, way: 'automatic' }, { say: () => undefined });
    return exchange;
  };
  const guid = String(lab.directory.list()[2]?.Guid);
  const read = (exchange: Awaited<ReturnType<typeof open>>) => readOne(exchange, guid, lab.exchange.domainController);
  try {
    const session = await open();
    // The first request compiles what all others use.
    await read(session);
    say(`${reads} reads on one session…`);
    const ours = await milliseconds(reads, () => read(session));
    await session.close();
    say(`${reads} reads in ${reads} processes, which takes a while…`);
    const peer = await milliseconds(reads, async () => {
      const own = await open();
      await read(own);
      await own.close();
    });
    return {
      name: 'powershell-round-trip',
      ours,
      peer,
      peerName: 'one PowerShell process a read',
      ratio: ours / peer,
      unit: 'ms',
      better: 'lower',
    };
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of one act, over all of them, one after the other. */
async function milliseconds(times: number, act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let n = 0; n < times; n += 1) await act();
  return (performance.now() - startedAt) / times;
}
