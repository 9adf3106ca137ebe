/** What a client says in LOGIN7 (MS-TDS 2.2.6.4). */
export type Login = {
  /** The newest version that the client speaks, as LOGINACK would name it. */
  tdsVersion: number;
  user: string;
  password: string;
  hostName: string;
  programName: string;
  database: string;
  packetSize: number;
  /** The first message of Windows authentication; empty with a SQL login. */
  sspi: Buffer;
};

const at = {
  tdsVersion: 4,
  packetSize: 8,
  hostName: 36,
  user: 40,
  password: 44,
  programName: 48,
  database: 68,
  sspi: 78,
  longSspi: 90,
} as const;

/** A length of 65535 says that the real one is in the long field. */
const isLong = 0xffff;

/** Throws RangeError on a body that is too short, or whose fields lie outside it. */
export function readLogin(body: Buffer): Login {
  const text = (field: number) => fieldOf(body, field, body.readUInt16LE(field + 2) * 2).toString('utf16le');
  const sspiBytes = body.readUInt16LE(at.sspi + 2);
  return {
    tdsVersion: body.readUInt32LE(at.tdsVersion),
    hostName: text(at.hostName),
    user: text(at.user),
    password: revealed(fieldOf(body, at.password, body.readUInt16LE(at.password + 2) * 2)).toString('utf16le'),
    programName: text(at.programName),
    database: text(at.database),
    packetSize: Math.min(32_767, Math.max(512, body.readUInt32LE(at.packetSize))),
    sspi: fieldOf(body, at.sspi, sspiBytes === isLong ? body.readUInt32LE(at.longSspi) : sspiBytes),
  };
}

function fieldOf(body: Buffer, field: number, bytes: number): Buffer {
  const offset = body.readUInt16LE(field);
  if (bytes > 0 && offset + bytes > body.length) throw new RangeError('A field of LOGIN7 ends outside the message.');
  return body.subarray(offset, offset + bytes);
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
