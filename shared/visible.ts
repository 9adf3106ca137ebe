/** A text whole: line breaks and tabs stay; what hides, overwrites or turns around what stands beside it is named: `[U+202E]`. */
export const visible = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => `[U+${numberOf(sign)}]`);

/**
 * Whether a text that is shown by `visible`, on a page that knows one kind of line break, can be copied from there and is the same: nothing
 * in it is named in place of itself, and its line breaks are all of one kind, which is then no matter.
 */
export function isExactWhenCopied(text: string): boolean {
  const breaks = new Set(text.match(/\r\n|\r|\n/g));
  return visible(text) === text.replace(/\r\n/g, '\n') && breaks.size <= 1;
}

const numberOf = (sign: string) => (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
