/**
 * JSON with sorted keys and without undefined members: equal values give equal text, so that it can be hashed.
 * @throws TypeError on what JSON cannot carry (undefined in a list, NaN, functions, bigints): a hash must not hide it
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  const plain = value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!plain) throw new TypeError(`JSON cannot carry a value of type ${typeof value}.`);
  return JSON.stringify(value);
}
