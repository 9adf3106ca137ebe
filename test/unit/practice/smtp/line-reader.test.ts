import { describe, expect, it } from 'vitest';
import { createLineReader } from '../../../../electron/engine/practice/smtp/line-reader';

describe('lines', () => {
  it('are whole lines, however the bytes arrive', () => {
    const lines: string[] = [];
    const reader = createLineReader(
      (line) => lines.push(line),
      () => lines.push('too long'),
    );
    for (const chunk of ['EH', 'LO a\r', '\nMAIL FROM:<>\r\nRC', 'PT\n\r\n']) reader.push(chunk);
    expect(lines).toEqual(['EHLO a', 'MAIL FROM:<>', 'RCPT', '']);
  });

  it('may be 8192 characters long', () => {
    const lines: string[] = [];
    const reader = createLineReader(
      (line) => lines.push(line),
      () => lines.push('too long'),
    );
    reader.push('x'.repeat(8192));
    reader.push('\r\n');
    expect(lines.map((line) => line.length)).toEqual([8192]);
    reader.push('x'.repeat(8193));
    expect(lines.at(-1)).toBe('too long');
  });
});
