import type { Writable } from 'node:stream';

/** Packet types of TDS (MS-TDS 2.2.3.1.1). */
export const packetType = {
  sqlBatch: 0x01,
  rpc: 0x03,
  response: 0x04,
  attention: 0x06,
  login7: 0x10,
  sspi: 0x11,
  prelogin: 0x12,
} as const;

const knownTypes = new Set<number>(Object.values(packetType));
const headerBytes = 8;
const status = { endOfMessage: 0x01, ignore: 0x02, resetConnection: 0x18 } as const;

export type Message = {
  type: number;
  body: Buffer;
  /** The client thought better of it before it had sent all of it (MS-TDS 2.2.1.7). */
  isIgnored: boolean;
  /** The session starts anew with this request, as when a pool hands out a connection again. */
  resetsConnection: boolean;
};

type MessageReader = {
  /** Throws on bytes that are no TDS, so that the caller closes the connection. */
  take(chunk: Buffer): void;
  /** Whether all bytes so far made whole packets. */
  readonly atBoundary: boolean;
};

/** Collects packets into whole messages of at most `mostBytes()`. */
export function createMessageReader(onMessage: (message: Message) => void, mostBytes: () => number): MessageReader {
  let rest = Buffer.alloc(0);
  let body = Buffer.alloc(0);
  let size = 0;
  let resetsConnection = false;

  // One buffer that doubles: a message in packets of one byte each takes no more room than its bytes.
  function append(part: Buffer): void {
    if (size + part.length > mostBytes()) throw new RangeError('A TDS message is too large.');
    if (size + part.length > body.length) {
      const larger = Buffer.alloc((size + part.length) * 2);
      body.copy(larger, 0, 0, size);
      body = larger;
    }
    part.copy(body, size);
    size += part.length;
  }

  function takePacket(packet: Buffer): void {
    const flags = packet.readUInt8(1);
    append(packet.subarray(headerBytes));
    resetsConnection ||= (flags & status.resetConnection) !== 0;
    if ((flags & status.endOfMessage) === 0) return;
    const message = {
      type: packet.readUInt8(0),
      body: body.subarray(0, size),
      isIgnored: (flags & status.ignore) !== 0,
      resetsConnection,
    };
    body = Buffer.alloc(0);
    size = 0;
    resetsConnection = false;
    onMessage(message);
  }

  return {
    take(chunk) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= headerBytes) {
        const length = rest.readUInt16BE(2);
        if (length < headerBytes || !knownTypes.has(rest.readUInt8(0))) throw new RangeError('This is no TDS packet.');
        if (rest.length < length) return;
        const packet = rest.subarray(0, length);
        rest = rest.subarray(length);
        takePacket(packet);
      }
    },
    get atBoundary() {
      return rest.length === 0;
    },
  };
}

/**
 * Sends a message in packets of at most `packetSize` bytes, each as soon as it is full and no faster than the client
 * reads. `parts` are taken one by one, so a result of any size needs the room of one packet.
 */
export async function sendMessage(
  stream: Writable,
  type: number,
  parts: Iterable<Buffer>,
  packetSize: number,
): Promise<void> {
  let packet = Buffer.alloc(packetSize);
  let length = headerBytes;
  let packets = 0;

  async function flush(flags: number): Promise<void> {
    packets += 1;
    packet.writeUInt8(type, 0);
    packet.writeUInt8(flags, 1);
    packet.writeUInt16BE(length, 2);
    packet.writeUInt8(packets & 0xff, 6);
    const hasRoom = stream.write(packet.subarray(0, length));
    packet = Buffer.alloc(packetSize);
    length = headerBytes;
    if (!hasRoom) await drained(stream);
  }

  for (const part of parts) {
    for (let from = 0; from < part.length;) {
      if (length === packetSize) await flush(0);
      if (stream.destroyed) return;
      const copied = part.copy(packet, length, from);
      length += copied;
      from += copied;
    }
  }
  if (!stream.destroyed) await flush(status.endOfMessage);
}

/** Resolves when the stream takes more, or is gone. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      stream.off('drain', settle);
      stream.off('close', settle);
      resolve();
    };
    stream.on('drain', settle);
    stream.on('close', settle);
    if (stream.destroyed) settle();
  });
}
