import { expect, test } from 'vitest';
import { serverText } from '../../../shared/server-text';

test.each([
  ['plain', 'plain'],
  ['two\r\nlines\rand\ttabs', 'two\nlines\nand\ttabs'],
  ['a\u0000b\u0007c\u001b[31m', 'a b c [31m'],
  // Right-to-left override, zero width space, a lone surrogate.
  ['a\u202eb\u200bc\ud800d', 'a b c d'],
  ['Grüße 世界 🙂', 'Grüße 世界 🙂'],
])('%j', (text, shown) => expect(serverText(text)).toBe(shown));

test('what nobody reads is cut', () => {
  expect(serverText('x'.repeat(5000))).toHaveLength(2000);
  expect(serverText('abcdef', 4)).toBe('abc…');
});
