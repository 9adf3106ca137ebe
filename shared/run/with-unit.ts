const units: Readonly<Record<string, string>> = {
  MaxInboundConnectionPerSource: 'sessions',
  MaxInboundConnectionPercentagePerSource: '%',
  timeout: 's',
};

/** A setting's value as its server writes it, with its unit where it is a bare number: `60 s`, `3 %`; NULL is `not set (NULL)`. */
export function withUnit(setting: string, value: string): string {
  if (value === 'NULL') return 'not set (NULL)';
  const unit = units[setting];
  return unit !== undefined && /^\d+$/.test(value) ? `${value} ${unit}` : value;
}
