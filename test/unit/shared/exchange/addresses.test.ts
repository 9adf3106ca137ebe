import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAddress,
  parseAddress,
  parseBinding,
  parseRange,
  rangeContains,
  rangeSize,
} from '../../../../shared/exchange/addresses';
import { ProblemError } from '../../../../shared/result';

const holds = (range: string, address: string) => rangeContains(parseRange(range), parseAddress(address));

describe('addresses', () => {
  test.each([
    ['0.0.0.0', 4, 0n],
    ['192.168.5.10', 4, 0xc0a8050an],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['fe80::1%11', 6, 0xfe800000000000000000000000000001n],
    ['2001:0DB8::CD3', 6, 0x20010db8000000000000000000000cd3n],
    ['1:2:3:4:5:6:7:8', 6, 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7::', 6, 0x00010002000300040005000600070000n],
    ['::ffff:10.0.0.1', 6, 0xffff0a000001n],
  ])('%s', (text, family, value) => expect(parseAddress(text)).toEqual({ family, value }));

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1.2',
    '10.0.0.x',
    'sql01',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '10.0.0.1::',
    '12345::',
    'g::',
  ])('"%s" is none', (text) => {
    expect(isAddress(text)).toBe(false);
    expect(() => parseAddress(text)).toThrow(ProblemError);
  });
});

describe('ranges, in each form that Exchange prints', () => {
  test.each([
    ['192.168.5.10', '192.168.5.10', '192.168.5.11', 1n],
    ['192.168.1.0/24', '192.168.1.255', '192.168.2.0', 256n],
    ['192.168.1.1/24', '192.168.1.0', '192.168.0.255', 256n],
    ['192.168.1.1-192.168.1.254', '192.168.1.254', '192.168.1.255', 254n],
    ['192.168.1.0(255.255.255.0)', '192.168.1.7', '192.168.2.7', 256n],
    ['0.0.0.0-255.255.255.255', '203.0.113.9', '::1', 4_294_967_296n],
    ['0.0.0.0/0', '255.255.255.255', '::', 4_294_967_296n],
    ['2001:0DB8::CD3/60', '2001:db8:0:f:ffff:ffff:ffff:ffff', '2001:db8:0:10::', 1n << 68n],
    ['fe80::5%11', 'fe80::5', 'fe80::6', 1n],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::1', '10.0.0.1', 1n << 128n],
  ])('%s', (range, inside, outside, size) => {
    expect(holds(range, inside)).toBe(true);
    expect(holds(range, outside)).toBe(false);
    expect(rangeSize(parseRange(range))).toBe(size);
  });

  test.each([
    '',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-::1',
    '::1-10.0.0.1',
    '10.0.0.1-10.0.0.2-10.0.0.3',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '::/129',
    '10.0.0.0(255.0.255.0)',
    '10.0.0.0()',
    '::1(255.255.255.0)',
  ])('"%s" is refused', (text) => expect(() => parseRange(text)).toThrow(ProblemError));

  test('an address as number and a prefix agree with each other', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const range = parseRange(`${address}/${prefix}`);
        expect(rangeContains(range, parseAddress(address))).toBe(true);
        expect(rangeSize(range)).toBe(2n ** BigInt(32 - prefix));
        expect(range.low % rangeSize(range)).toBe(0n);
      }),
    );
  });

  test('every IPv6 text that is valid can be read', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(holds(address, address)).toBe(true);
      }),
    );
  });
});

describe('bindings', () => {
  test.each([
    ['0.0.0.0:25', 4, 0n, 25],
    ['10.1.1.1:587', 4, 0x0a010101n, 587],
    ['[::]:25', 6, 0n, 25],
    ['[fe80::1%4]:25', 6, 0xfe800000000000000000000000000001n, 25],
  ])('%s', (text, family, value, port) => expect(parseBinding(text)).toEqual({ address: { family, value }, port }));

  test.each(['', '25', '0.0.0.0', ':::25', '0.0.0.0:0', '0.0.0.0:65536', 'hub1:25', '[10.0.0.1:25'])(
    '"%s" is refused',
    (text) => expect(() => parseBinding(text)).toThrow(ProblemError),
  );
});
