/** Pixels. Every plot is as high as any other, whatever it shows, so that nothing jumps when it comes. */
export const margin = { left: 52, right: 12, top: 26, bottom: 38 };
export const plotHeight = 110;
export const outerHeight = margin.top + plotHeight + margin.bottom;
