/**
 * The product generation in an AdminDisplayVersion such as `Version 14.3 (Build 123.4)`: 8 = 2007, 14 = 2010,
 * 15 = 2013 and later. Null when the text is missing or says something else.
 */
export function exchangeVersion(text: string | null): { major: number; minor: number } | null {
  const [, major, minor] = /^(?:Version )?(\d{1,3})\.(\d{1,3})\b/i.exec(text?.trim() ?? '') ?? [];
  return major === undefined || minor === undefined ? null : { major: Number(major), minor: Number(minor) };
}

/** MaxAcknowledgementDelay is shown from Exchange 2013 on, and ignored. */
export function ignoresAcknowledgementDelay(text: string | null): boolean {
  return (exchangeVersion(text)?.major ?? 0) >= 15;
}
