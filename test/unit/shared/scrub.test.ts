import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scrubber } from '../../../shared/scrub';
import { canary, canaryIn, formsOfCanary } from '../../support/canary';

const scrub = scrubber([canary, 'Other-1!']);

describe('a text without its secrets', () => {
  test.each(Object.entries(formsOfCanary()))('%s', (_name, form) => {
    const text = `Login failed: ${form}; and again ${form}.`;
    expect(canaryIn(text)).not.toEqual([]);
    const left = scrub(text);
    expect(canaryIn(left)).toEqual([]);
    expect(left).toContain('[secret]');
  });

  test('keeps everything else', () => {
    expect(scrub(`a ${canary} b OTHER-1! c`)).toBe('a [secret] b [secret] c');
    expect(scrub('Nothing to see.')).toBe('Nothing to see.');
    expect(scrubber([])('Other-1!')).toBe('Other-1!');
  });

  test('is left alone by what is in every text by chance', () => {
    expect(scrubber(['', 'a', 'abc'])('abcabc')).toBe('abcabc');
  });

  test('a secret within another is no excuse for the rest of it', () => {
    expect(scrubber(['Kanari', 'Kanari-36-Ende'])('Kanari-36-Ende Kanari')).toBe('[secret] [secret]');
  });
});

test('whatever the secret, and whatever stands beside it, it is gone', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 8, maxLength: 40 }),
      fc.string({ maxLength: 20 }),
      fc.string({ maxLength: 20 }),
      (secret, before, after) => {
        const clean = scrubber([secret]);
        const utf8 = Buffer.from(before + secret + after, 'utf8');
        for (const text of [
          before + secret + after,
          JSON.stringify(before + secret + after),
          utf8.toString('hex'),
          utf8.toString('base64'),
        ]) {
          expect(clean(text)).toContain('[secret]');
        }
        expect(clean(before + secret + after)).toHaveLength(before.length + after.length + 8);
      },
    ),
    { numRuns: 30 },
  );
});
