/** Packet types of TDS (MS-TDS 2.2.3.1.1). */
export const packetType = {
  sqlBatch: 0x01,
  rpc: 0x03,
  response: 0x04,
  attention: 0x06,
  transaction: 0x0e,
  login7: 0x10,
  prelogin: 0x12,
} as const;

const headerBytes = 8;
const endOfMessage = 0x01;
const mostMessageBytes = 8 * 1024 * 1024;

export type Message = { type: number; body: Buffer };

/** Collects packets into whole messages; throws on bytes that are no TDS, so that the caller closes the connection. */
export function createMessageReader(onMessage: (message: Message) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let size = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= headerBytes) {
      const length = rest.readUInt16BE(2);
      if (length < headerBytes) throw new Error('This is no TDS packet.');
      if (rest.length < length) return;
      parts.push(rest.subarray(headerBytes, length));
      size += length;
      if (size > mostMessageBytes) throw new Error('A TDS message is too large.');
      const type = rest.readUInt8(0);
      const isLast = (rest.readUInt8(1) & endOfMessage) !== 0;
      rest = rest.subarray(length);
      if (isLast) {
        const body = Buffer.concat(parts);
        parts = [];
        size = 0;
        onMessage({ type, body });
      }
    }
  };
}

/** A message as packets of at most `packetSize` bytes. */
export function toPackets(type: number, body: Buffer, packetSize: number): Buffer {
  const room = packetSize - headerBytes;
  const count = Math.max(1, Math.ceil(body.length / room));
  const packets: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const part = body.subarray(index * room, (index + 1) * room);
    const header = Buffer.alloc(headerBytes);
    header.writeUInt8(type, 0);
    header.writeUInt8(index === count - 1 ? endOfMessage : 0, 1);
    header.writeUInt16BE(headerBytes + part.length, 2);
    header.writeUInt8((index + 1) & 0xff, 6);
    packets.push(header, part);
  }
  return Buffer.concat(packets);
}
