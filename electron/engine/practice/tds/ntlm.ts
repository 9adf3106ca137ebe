import { createHmac } from 'node:crypto';
import { md4 } from './md4';

/** NTLM's three messages (MS-NLMP 2.2.1), as far as signing in to SQL Server needs them. */
const signature = Buffer.from('NTLMSSP\0', 'latin1');
const kind = { negotiate: 1, challenge: 2, authenticate: 3 } as const;

/** Unicode, target, NTLM, extended session security, target info, version, 128 and 56 bit keys, always sign. */
const challengeFlags = 0xa2898205;
const windows2008R2 = Buffer.from([6, 1, 0xb1, 0x1d, 0, 0, 0, 15]);
const challengeHeaderBytes = 56;
/** An NTLMv2 response is longer than the fixed 24 bytes of the older ones. */
const oldResponseBytes = 24;
const proofBytes = 16;

type Authenticate = { domain: string; user: string; lm: Buffer; nt: Buffer };

/** Throws RangeError on bytes that do not begin an NTLM sign-in. */
export function checkNegotiate(message: Buffer): void {
  checkKind(message, kind.negotiate);
}

/** @param at the server's time, which the client repeats in its proof */
export function challengeMessage(domain: string, computer: string, at: Date, nonce: Buffer): Buffer {
  const target = utf16(domain);
  const info = Buffer.concat([
    pair(2, target),
    pair(1, utf16(computer)),
    pair(7, fileTime(at)),
    pair(0, Buffer.alloc(0)),
  ]);
  const message = Buffer.alloc(challengeHeaderBytes);
  signature.copy(message);
  message.writeUInt32LE(kind.challenge, 8);
  writeField(message, 12, target.length, challengeHeaderBytes);
  message.writeUInt32LE(challengeFlags, 20);
  nonce.copy(message, 24);
  writeField(message, 40, info.length, challengeHeaderBytes + target.length);
  windows2008R2.copy(message, 48);
  return Buffer.concat([message, target, info]);
}

/** Throws RangeError on bytes that are no AUTHENTICATE message. */
export function readAuthenticate(message: Buffer): Authenticate {
  checkKind(message, kind.authenticate);
  return {
    lm: readField(message, 12),
    nt: readField(message, 20),
    domain: readField(message, 28).toString('utf16le'),
    user: readField(message, 36).toString('utf16le'),
  };
}

/**
 * Whether the answer to the challenge proves this password: NTLMv2, or LMv2 where the client sends no NTLMv2 response
 * (tedious announces only the first 16 bytes of its one). Answers of NTLMv1 are refused, as by today's domains.
 */
export function provesPassword({ domain, user, lm, nt }: Authenticate, password: string, nonce: Buffer): boolean {
  const [response, isLong] = nt.length > oldResponseBytes ? [nt, true] : [lm, lm.length === oldResponseBytes];
  if (!isLong) return false;
  const proof = response.subarray(0, proofBytes);
  const proven = Buffer.concat([nonce, response.subarray(proofBytes)]);
  // Domain controllers try the domain as sent, then in upper case: clients differ in what they hash.
  return [domain, domain.toUpperCase()].some((name) => hmac(ntlmV2Key(name, user, password), proven).equals(proof));
}

/** NTOWFv2 (MS-NLMP 3.3.2). */
export function ntlmV2Key(domain: string, user: string, password: string): Buffer {
  return hmac(md4(utf16(password)), utf16(user.toUpperCase() + domain));
}

const hmac = (key: Buffer, bytes: Buffer) => createHmac('md5', key).update(bytes).digest();
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

function checkKind(message: Buffer, expected: number): void {
  if (!message.subarray(0, signature.length).equals(signature) || message.readUInt32LE(8) !== expected)
    throw new RangeError('This is no NTLM message of the kind expected.');
}

function readField(message: Buffer, at: number): Buffer {
  const length = message.readUInt16LE(at);
  const offset = message.readUInt32LE(at + 4);
  if (offset + length > message.length) throw new RangeError('A field of the NTLM message ends outside it.');
  return message.subarray(offset, offset + length);
}

function writeField(message: Buffer, at: number, length: number, offset: number): void {
  message.writeUInt16LE(length, at);
  message.writeUInt16LE(length, at + 2);
  message.writeUInt32LE(offset, at + 4);
}

/** An AV_PAIR of the target information. */
function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** Tenths of microseconds since 1601. */
function fileTime(date: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(date.getTime()) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}
