/** What kind of number it is: how many, how long, or how many in a time. */
export type Measure = 'count' | 'time' | 'rate';

const more: Readonly<Record<Measure, [up: string, down: string]>> = {
  count: ['more', 'fewer'],
  time: ['longer', 'shorter'],
  rate: ['more', 'less'],
};

/**
 * How a number changed: "23 fewer", "98 % shorter", "4.2 times as many", "the same"; empty where there is nothing to compare.
 * @param show how both are shown: two that look alike are "the same"
 */
export function changeWords(
  before: number | null,
  after: number | null,
  measure: Measure,
  show: (value: number) => string,
): string {
  if (before === null || after === null) return '';
  if (show(before) === show(after)) return 'the same';
  const [up, down] = more[measure];
  const word = after > before ? up : down;
  if (measure === 'count') return `${Math.abs(after - before)} ${word}`;
  if (before <= 0) return word;
  if (after >= 2 * before) return `${tenths(after / before)} times as ${measure === 'time' ? 'long' : 'many'}`;
  return `${Math.max(1, Math.round((Math.abs(after - before) / before) * 100))} % ${word}`;
}

const tenths = (value: number) => (value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10));
