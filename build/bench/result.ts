export type BenchResult = {
  name: string;
  ours: number;
  peer: number;
  peerName: string;
  /** ours / peer */
  ratio: number;
  unit: string;
  better: 'higher' | 'lower';
};

/** Says on stderr how far a bench is. */
export type Say = (text: string) => void;

/** The middle one; of an even number the higher of the two. */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}

/** Ours and the peer's in turn, so that what the machine does beside it meets both alike; answers the median of each. */
export async function inTurn(
  times: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
  tell: (ours: number, peer: number) => void,
): Promise<{ ours: number; peer: number; ratio: number }> {
  const all = { ours: [] as number[], peer: [] as number[] };
  for (let n = 0; n < times; n += 1) {
    const [mine, theirs] = [await ours(), await peer()];
    all.ours.push(mine);
    all.peer.push(theirs);
    tell(mine, theirs);
  }
  const middle = { ours: median(all.ours), peer: median(all.peer) };
  return { ...middle, ratio: middle.ours / middle.peer };
}

/** One line for a person. */
export function resultText({ name, ours, peer, peerName, ratio, unit, better }: BenchResult): string {
  return `${name}: ${shown(ours)} ${unit}, against ${shown(peer)} ${unit} (${peerName}): ratio ${shown(ratio)}, ${better} is better\n`;
}

export const shown = (value: number) => (value >= 1000 ? String(Math.round(value)) : value.toPrecision(3));
