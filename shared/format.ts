/** Numbers and times for people, in British notation whatever the machine's locale is. */

/** `4901` as `4,901`. */
export function formatNumber(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Whole seconds as `0 s`, `30 s`, `1 min 30 s`, `10 min` or `1 h 5 min`; days stay hours. */
export function formatSeconds(seconds: number): string {
  const total = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(total / 3600), 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ];
  const shown = parts.filter(([value]) => value > 0).map(([value, unit]) => `${formatNumber(value)} ${unit}`);
  return shown.length === 0 ? '0 s' : shown.join(' ');
}

/** Milliseconds as `850 ms`, `2.4 s` or, from a minute on, as `formatSeconds` does. */
export function formatMs(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  if (whole < 1000) return `${whole} ms`;
  const tenths = Math.round(whole / 100) / 10;
  return tenths < 60 ? `${tenths} s` : formatSeconds(tenths);
}
