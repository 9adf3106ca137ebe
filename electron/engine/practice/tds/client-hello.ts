import { ByteReader } from './byte-reader';

const signatureAlgorithms = 13;
const rsaWithSha1 = 0x0201;

/**
 * Whether a TLS ClientHello takes signatures over SHA-1, all that an old certificate offers. One that does not say
 * which it takes is an old client, and does. Throws RangeError on bytes that are no ClientHello (RFC 5246, 7.4.1.2).
 */
export function takesSha1(hello: Buffer): boolean {
  const reader = new ByteReader(hello);
  const recordHeader = 5;
  const messageHeader = 4;
  const versionAndRandom = 34;
  reader.skip(recordHeader + messageHeader + versionAndRandom);
  reader.skip(reader.u8());
  takeLong(reader);
  reader.skip(reader.u8());
  const extensions = new ByteReader(reader.atEnd ? Buffer.alloc(0) : takeLong(reader));
  while (!extensions.atEnd) {
    const kind = extensions.take(2).readUInt16BE();
    const value = takeLong(extensions);
    if (kind !== signatureAlgorithms) continue;
    for (let at = 2; at + 2 <= value.length; at += 2) if (value.readUInt16BE(at) === rsaWithSha1) return true;
    return false;
  }
  return true;
}

/** What has its length in two bytes before it. */
const takeLong = (reader: ByteReader) => reader.take(reader.take(2).readUInt16BE());
