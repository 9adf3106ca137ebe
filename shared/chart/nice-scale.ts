/** An axis from 0: its end, and where it has marks. */
export type Scale = { end: number; ticks: number[] };

/** Round marks (1, 2 or 5 times a power of ten), about as many as asked, the last at or above the largest value. */
export function niceScale(largest: number, about: number, wholeNumbers = false): Scale {
  const rough = Math.max(largest, Number.MIN_VALUE) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
  const step = largest <= 0 ? 1 : wholeNumbers ? Math.max(1, nice) : nice;
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  // Multiplied, not added up: 0.1 + 0.2 would be no round number.
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { end: ticks.at(-1) ?? 1, ticks };
}
