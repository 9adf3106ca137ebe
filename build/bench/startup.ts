import { withBareWindow } from './bare-window';
import { ourWindow } from './our-window';
import { inTurn, medianPair, shown, type BenchResult, type Say } from './result';
import { withWindow, type WindowProgram } from './window-run';

const runs = 5;

/** Spawn to the first usable page. */
export async function startup(say: Say): Promise<BenchResult> {
  const time = (program: WindowProgram) => withWindow(program, ({ milliseconds }) => Promise.resolve(milliseconds));
  const times = await withBareWindow(async (bare) => {
    // The first of each reads everything from disk.
    await time(ourWindow());
    await time(bare);
    return inTurn(
      runs,
      () => time(ourWindow()),
      () => time(bare),
      (ours, peer) => say(`startup: ${shown(ours)} ms, bare window ${shown(peer)} ms`),
    );
  });
  return { name: 'startup', ...medianPair(times), peerName: 'a bare Electron window', unit: 'ms', better: 'lower' };
}
