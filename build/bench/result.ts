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

/** One line for a person. */
export function resultText({ name, ours, peer, peerName, ratio, unit, better }: BenchResult): string {
  const shown = (value: number) => value.toPrecision(3);
  return `${name}: ${shown(ours)} ${unit}, against ${shown(peer)} ${unit} (${peerName}): ratio ${shown(ratio)}, ${better} is better\n`;
}
