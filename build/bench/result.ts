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

/** Ours and the peer's in turn, so that what the machine does beside it meets both alike. */
export async function inTurn<Measured>(
  times: number,
  ours: () => Promise<Measured>,
  peer: () => Promise<Measured>,
  tell: (ours: Measured, peer: Measured) => void,
): Promise<{ ours: Measured[]; peer: Measured[] }> {
  const all: { ours: Measured[]; peer: Measured[] } = { ours: [], peer: [] };
  for (let n = 0; n < times; n += 1) {
    const [mine, theirs] = [await ours(), await peer()];
    all.ours.push(mine);
    all.peer.push(theirs);
    tell(mine, theirs);
  }
  return all;
}

/** The pair of runs whose ratio is the median: two runs beside each other met the same machine, which two medianPair need not have. */
export function medianPair(all: { ours: readonly number[]; peer: readonly number[] }) {
  const pairs = all.ours.map((ours, index) => {
    const peer = all.peer[index] ?? NaN;
    return { ours, peer, ratio: ours / peer };
  });
  const middle = pairs.sort((one, other) => one.ratio - other.ratio)[Math.floor(pairs.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}

/** One line for a person. */
export function resultText({ name, ours, peer, peerName, ratio, unit, better }: BenchResult): string {
  return `${name}: ${shown(ours)} ${unit}, against ${shown(peer)} ${unit} (${peerName}): ratio ${shown(ratio)}, ${better} is better\n`;
}

export const shown = (value: number) => (value >= 1000 ? String(Math.round(value)) : value.toPrecision(3));
