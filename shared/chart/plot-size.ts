import type { Scale } from './nice-scale';

/** Pixels. Every plot is as high as any other, whatever it shows, so that nothing jumps when it comes. */
export const margin = { left: 52, right: 12, top: 26, bottom: 38 };
const plotHeight = 110;
export const outerHeight = margin.top + plotHeight + margin.bottom;

export type Axes = {
  /** Pixels of a value. */
  x(value: number): number;
  y(value: number): number;
  /** Where the axes end. */
  right: number;
  bottom: number;
};

/** What turns values into pixels in a plot of that width. */
export function axesOf(width: number, x: Scale, y: Scale): Axes {
  const right = Math.max(margin.left + 1, width - margin.right);
  const bottom = margin.top + plotHeight;
  return {
    x: (value) => round(margin.left + ((right - margin.left) * value) / x.end),
    y: (value) => round(bottom - (plotHeight * value) / y.end),
    right,
    bottom,
  };
}

/** A tenth of a pixel is enough, and keeps the paths short. */
const round = (pixels: number) => Math.round(pixels * 10) / 10;
