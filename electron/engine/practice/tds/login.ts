/** What a client says in LOGIN7 (MS-TDS 2.2.6.4). */
export type Login = {
  user: string;
  password: string;
  hostName: string;
  programName: string;
  database: string;
  packetSize: number;
};

const at = { packetSize: 8, hostName: 36, user: 40, password: 44, programName: 48, database: 68 } as const;

/** Throws RangeError on a body that is too short. */
export function readLogin(body: Buffer): Login {
  const text = (field: number) => bytesOf(body, field).toString('utf16le');
  return {
    hostName: text(at.hostName),
    user: text(at.user),
    password: revealed(bytesOf(body, at.password)).toString('utf16le'),
    programName: text(at.programName),
    database: text(at.database),
    packetSize: Math.min(32_767, Math.max(512, body.readUInt32LE(at.packetSize))),
  };
}

function bytesOf(body: Buffer, field: number): Buffer {
  const offset = body.readUInt16LE(field);
  return body.subarray(offset, offset + body.readUInt16LE(field + 2) * 2);
}

/** The protocol's disguise: each byte XOR 0xA5, then its halves swapped. It protects nothing. */
function revealed(bytes: Buffer): Buffer {
  return Buffer.from(
    bytes.map((byte) => {
      const plain = byte ^ 0xa5;
      return ((plain << 4) | (plain >> 4)) & 0xff;
    }),
  );
}

const encryptNotSupported = 0x02;

/** The answer to PRELOGIN: our version, and no encryption (the traffic never leaves this computer). */
export function preloginAnswer(productVersion: string): Buffer {
  const [major = 0, minor = 0, build = 0] = productVersion.split('.').map(Number);
  const version = Buffer.alloc(6);
  version.writeUInt8(major, 0);
  version.writeUInt8(minor, 1);
  version.writeUInt16BE(build, 2);
  const options: [token: number, value: Buffer][] = [
    [0, version],
    [1, Buffer.from([encryptNotSupported])],
    [2, Buffer.from([0])],
    [3, Buffer.alloc(0)],
    [4, Buffer.from([0])],
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
  return Buffer.concat([...heads, Buffer.from([0xff]), ...options.map(([, value]) => value)]);
}
