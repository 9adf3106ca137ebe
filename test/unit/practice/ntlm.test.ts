import { describe, expect, it } from 'vitest';
import { md4 } from '../../../electron/engine/practice/tds/md4';
import {
  challengeMessage,
  ntlmV2Key,
  provesPassword,
  readAuthenticate,
} from '../../../electron/engine/practice/tds/ntlm';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('MD4, by the test suite of RFC 1320', () => {
  it.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
  ])('hashes "%s"', (text, digest) => {
    expect(md4(Buffer.from(text, 'latin1')).toString('hex')).toBe(digest);
  });
});

describe('NTLMv2, by the example of MS-NLMP 4.2.4', () => {
  const nonce = hex('0123456789abcdef');
  const lm = hex('86c35097ac9cec102554764a57cccc19 aaaaaaaaaaaaaaaa');
  const blob = hex(
    '0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000' +
      '02000c0044006f006d00610069006e00 01000c00530065007200760065007200 00000000 00000000',
  );
  const nt = Buffer.concat([hex('68cd0ab851e51c96aabc927bebef6a1c'), blob]);
  const who = { domain: 'Domain', user: 'User' };

  it('makes the key of user, domain and password', () => {
    expect(ntlmV2Key('Domain', 'User', 'Password').toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  it('takes the NTLMv2 response, and the LMv2 response where there is no other', () => {
    expect(provesPassword({ ...who, lm, nt }, 'Password', nonce)).toBe(true);
    expect(provesPassword({ ...who, lm: Buffer.alloc(24), nt }, 'Password', nonce)).toBe(true);
    expect(provesPassword({ ...who, lm, nt: Buffer.alloc(0) }, 'Password', nonce)).toBe(true);
  });

  it('takes nothing else', () => {
    expect(provesPassword({ ...who, lm, nt }, 'password', nonce)).toBe(false);
    expect(provesPassword({ ...who, lm, nt }, 'Password', hex('0123456789abcdee'))).toBe(false);
    expect(provesPassword({ domain: 'Other', user: 'User', lm, nt }, 'Password', nonce)).toBe(false);
    const bent = Buffer.from(nt);
    bent.writeUInt8(1, 40);
    // A wrong NTLMv2 response is not mended by a right LMv2 one.
    expect(provesPassword({ ...who, lm, nt: bent }, 'Password', nonce)).toBe(false);
    // The 24 bytes of NTLMv1, of MS-NLMP 4.2.2.
    const ntlmV1 = hex('67c43011f30298a2ad35ece64f16331c44bdbed927841f94');
    expect(provesPassword({ ...who, lm: Buffer.alloc(0), nt: ntlmV1 }, 'Password', nonce)).toBe(false);
    expect(provesPassword({ ...who, lm: Buffer.alloc(0), nt: Buffer.alloc(0) }, 'Password', nonce)).toBe(false);
  });

  it('asks with the domain, the computer and the time', () => {
    const message = challengeMessage('CORP', 'SQL01', new Date(0), nonce);
    expect(message.subarray(0, 12).toString('hex')).toBe('4e544c4d53535000 02000000'.replace(' ', ''));
    expect(message.subarray(24, 32)).toEqual(nonce);
    expect(message.subarray(56, 64).toString('utf16le')).toBe('CORP');
    expect(message.subarray(64).toString('hex')).toBe(
      ['02000800', '43004f0052005000', '01000a00', '530051004c0030003100'].join('') +
        ['07000800', '00803ed5deb19d01', '00000000'].join(''),
    );
  });

  it('refuses messages that are cut short or point outside themselves', () => {
    const message = Buffer.alloc(64);
    message.write('NTLMSSP\0', 'latin1');
    message.writeUInt32LE(3, 8);
    expect(readAuthenticate(message).user).toBe('');
    message.writeUInt16LE(10, 36);
    message.writeUInt32LE(60, 40);
    expect(() => readAuthenticate(message)).toThrow(RangeError);
    expect(() => readAuthenticate(message.subarray(0, 30))).toThrow(RangeError);
    expect(() => readAuthenticate(Buffer.alloc(64))).toThrow(RangeError);
  });
});
