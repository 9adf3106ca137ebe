import { ByteReader } from './byte-reader';
import type { SqlWire } from './wire';

/** Values of PRELOGIN's ENCRYPTION option (MS-TDS 2.2.6.5). */
const encrypt = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

const option = { version: 0, encryption: 1, instance: 2, threadId: 3, mars: 4, end: 0xff } as const;

/** What the client asks for. Throws RangeError on bytes that are no PRELOGIN. */
export function readEncryption(body: Buffer): number {
  const reader = new ByteReader(body);
  let asked: number = encrypt.notSupported;
  for (let token = reader.u8(), first = true; token !== option.end; token = reader.u8(), first = false) {
    if (first && token !== option.version) throw new RangeError('PRELOGIN begins with the version.');
    const offset = reader.take(2).readUInt16BE();
    const length = reader.take(2).readUInt16BE();
    if (offset + length > body.length) throw new RangeError('A PRELOGIN option ends outside the message.');
    if (token === option.encryption) asked = body.readUInt8(offset);
  }
  if (asked > encrypt.required) throw new RangeError('PRELOGIN asks for an encryption that is none.');
  return asked;
}

type Agreement = {
  answer: number;
  /** What goes through TLS: nothing, the first packet of LOGIN7, or everything. */
  encrypted: 'nothing' | 'login' | 'all';
  /** The server insists on what the client cannot do, and ends the connection. */
  isRefused: boolean;
};

/** The table of MS-TDS 2.2.6.5. */
export function agreeOnEncryption(server: NonNullable<SqlWire['encryption']>, client: number): Agreement {
  const agreed = (answer: number, encrypted: Agreement['encrypted'], isRefused = false): Agreement => ({
    answer,
    encrypted,
    isRefused,
  });
  if (server === 'off') return agreed(encrypt.notSupported, 'nothing');
  if (client === encrypt.on || client === encrypt.required) return agreed(encrypt.on, 'all');
  if (server === 'required') return agreed(encrypt.required, 'all', client === encrypt.notSupported);
  return client === encrypt.off ? agreed(encrypt.off, 'login') : agreed(encrypt.notSupported, 'nothing');
}

/** The answer to PRELOGIN: the server's version, and the encryption agreed on. */
export function preloginAnswer(productVersion: string, encryption: number): Buffer {
  const [major = 0, minor = 0, build = 0] = productVersion.split('.').map(Number);
  const version = Buffer.alloc(6);
  version.writeUInt8(major, 0);
  version.writeUInt8(minor, 1);
  version.writeUInt16BE(build, 2);
  const options: [token: number, value: Buffer][] = [
    [option.version, version],
    [option.encryption, Buffer.from([encryption])],
    [option.instance, Buffer.from([0])],
    [option.threadId, Buffer.alloc(0)],
    [option.mars, Buffer.from([0])],
  ];
  let offset = options.length * 5 + 1;
  const heads = options.map(([token, value]) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(token, 0);
    head.writeUInt16BE(offset, 1);
    head.writeUInt16BE(value.length, 3);
    offset += value.length;
    return head;
  });
  return Buffer.concat([...heads, Buffer.from([option.end]), ...options.map(([, value]) => value)]);
}
