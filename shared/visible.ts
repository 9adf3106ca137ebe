/** A text whole: line breaks and tabs stay; what hides, overwrites or turns around what stands beside it is named: `[U+202E]`. */
export const visible = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => `[U+${numberOf(sign)}]`);

const numberOf = (sign: string) => (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
