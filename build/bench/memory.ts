import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { withBareWindow } from './bare-window';
import { ourWindow } from './our-window';
import { inTurn, medianPair, shown, type BenchResult, type Say } from './result';
import { withWindow, type WindowProgram } from './window-run';

const runs = 3;
const settleMilliseconds = 5000;

/** What all processes of the program hold (PSS, so that shared pages count once) 5 s after its page can be used. */
export async function memory(say: Say): Promise<BenchResult> {
  const measure = (program: WindowProgram) =>
    withWindow(program, async ({ processId }) => {
      await pause(settleMilliseconds);
      return megabytesOfTree(processId);
    });
  const sizes = await withBareWindow((bare) =>
    inTurn(
      runs,
      () => measure(ourWindow()),
      () => measure(bare),
      (ours, peer) => say(`memory: ${shown(ours)} MB, bare window ${shown(peer)} MB`),
    ),
  );
  return { name: 'memory', ...medianPair(sizes), peerName: 'a bare Electron window', unit: 'MB', better: 'lower' };
}

async function megabytesOfTree(root: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    // The program's name, in brackets, may hold anything.
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = /\) \S (\d+) /.exec(stat.slice(stat.lastIndexOf(')')))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const tree = new Set([root]);
  // Children have later numbers, but numbers begin again some day: look until nothing is added.
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const [id, parent] of parents) if (tree.has(parent)) tree.add(id);
  }
  const sizes = await Promise.all([...tree].map(kilobytesOf));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

async function kilobytesOf(id: number): Promise<number> {
  const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s*(\d+)/m.exec(text)?.[1] ?? 0);
}
