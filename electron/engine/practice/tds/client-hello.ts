import { ByteReader } from './byte-reader';

const signatureAlgorithms = 13;
const rsaWithSha1 = 0x0201;

/**
 * Whether a TLS ClientHello takes signatures over SHA-1, all that an old certificate offers. One that does not say
 * which it takes is an old client, and does. Throws RangeError on bytes that are no ClientHello (RFC 5246, 7.4.1.2).
 */
export function takesSha1(hello: Buffer): boolean {
  const reader = new ByteReader(hello);
  const number = () => reader.take(2).readUInt16BE();
  const recordHeader = 5;
  const messageHeader = 4;
  const versionAndRandom = 34;
  reader.skip(recordHeader + messageHeader + versionAndRandom);
  reader.skip(reader.u8());
  reader.skip(number());
  reader.skip(reader.u8());
  if (reader.atEnd) return true;
  number();
  while (!reader.atEnd) {
    const kind = number();
    const value = reader.take(number());
    if (kind !== signatureAlgorithms) continue;
    const offered = new ByteReader(value.subarray(2));
    while (!offered.atEnd) if (offered.take(2).readUInt16BE() === rsaWithSha1) return true;
    return false;
  }
  return true;
}
