import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json';

test('sorts keys at every depth and keeps lists in their order', () => {
  expect(canonicalJson({ b: [3, 1, { z: null, a: true }], a: 'x', '10': 1, '9': 2 })).toBe(
    '{"10":1,"9":2,"a":"x","b":[3,1,{"a":true,"z":null}]}',
  );
});

test('leaves undefined members out', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test.each([[undefined], [[undefined]], [NaN], [{ a: Infinity }], [10n], [() => 1]])(
  'refuses %s, which JSON cannot carry',
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);

test('is JSON of the same value, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = canonicalJson(value);
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
