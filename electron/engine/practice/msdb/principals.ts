import { createHash } from 'node:crypto';

/** A principal's security identifier as hexadecimal text; public's is 0x00. */
export function sidOf(principal: string): string {
  if (principal.toLowerCase() === 'public') return '0x00';
  // Sixteen bytes, as a SQL login has.
  return `0x${createHash('md5').update(principal.toLowerCase()).digest('hex').toUpperCase()}`;
}
