/**
 * The product generation in an AdminDisplayVersion such as `Version 14.3 (Build 123.4)`: 8 = 2007, 14 = 2010,
 * 15 = 2013 and later. Null when the text is missing or says something else.
 */
export function exchangeVersion(text: string | null): { major: number; minor: number } | null {
  const [, major, minor] = /^(?:Version )?(\d{1,3})\.(\d{1,3})\b/i.exec(text?.trim() ?? '') ?? [];
  return major === undefined || minor === undefined ? null : { major: Number(major), minor: Number(minor) };
}

const names: Readonly<Record<string, string>> = {
  '8': 'Exchange 2007',
  '14': 'Exchange 2010',
  '15.0': 'Exchange 2013',
  '15.1': 'Exchange 2016',
  '15.2': 'Exchange 2019 or later',
};

/** `Exchange 2010 (Version 14.3 (Build 123.4))`; the text itself where it says something else. */
export function versionName(text: string): string {
  const version = exchangeVersion(text);
  if (!version) return text.trim() || 'unknown';
  const name = names[`${version.major}.${version.minor}`] ?? names[String(version.major)];
  return name === undefined ? text.trim() : `${name} (${text.trim()})`;
}

/** MaxAcknowledgementDelay is shown from Exchange 2013 on, and ignored. */
export function ignoresAcknowledgementDelay(text: string | null): boolean {
  return (exchangeVersion(text)?.major ?? 0) >= 15;
}
