import { once } from 'node:events';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Lab } from '../../electron/engine/practice/lab';

/** A client of bare TDS messages, for what the real driver never sends. */
export type TdsClient = {
  /** One message in one packet. @param status 1 ends the message */
  send(type: number, body: Buffer, status?: number): void;
  /** Bytes that need be no packet. */
  sendBytes(bytes: Buffer): void;
  /** The next message's body; rejects when the server ends the connection first. */
  receive(): Promise<Buffer>;
  /** Shakes hands inside PRELOGIN packets; answers what encrypts and sends from then on. Receiving stays plain. */
  startTls(): Promise<(bytes: Buffer) => void>;
  /** Resolves when the server has ended the connection. */
  closed: Promise<void>;
  /** Hangs up without a word. */
  leave(): void;
};

export async function openTds(lab: Lab): Promise<TdsClient> {
  const socket = connect({ host: lab.sql.host, port: lab.sql.port });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');

  const messages: Buffer[] = [];
  let rest = Buffer.alloc(0);
  const parts: Buffer[] = [];
  let onMessage: () => void = () => undefined;
  const keep = (body: Buffer) => void messages.push(body);
  let deliver = keep;
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 8 && rest.length >= rest.readUInt16BE(2)) {
      const length = rest.readUInt16BE(2);
      parts.push(rest.subarray(8, length));
      if (rest.readUInt8(1) & 1) deliver(Buffer.concat(parts.splice(0)));
      rest = rest.subarray(length);
    }
    onMessage();
  });

  async function receive(): Promise<Buffer> {
    while (messages.length === 0) {
      const arrived = new Promise<void>((resolve) => (onMessage = resolve));
      const lost = closed.then(() => {
        if (messages.length === 0) throw new Error('The server ended the connection.');
      });
      await Promise.race([arrived, lost]);
    }
    return messages.shift() ?? Buffer.alloc(0);
  }

  async function startTls(): Promise<(bytes: Buffer) => void> {
    let flight: Buffer[] = [];
    let isOpen = false;
    const records = new Duplex({
      read: () => undefined,
      write(bytes: Buffer, _encoding, written) {
        if (isOpen) socket.write(bytes);
        else if (flight.push(bytes) === 1)
          setImmediate(() => {
            socket.write(packet(0x12, Buffer.concat(flight)));
            flight = [];
          });
        written();
      },
    });
    const tls = connectTls({ socket: records, rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
    deliver = (body) => void records.push(body);
    await once(tls, 'secureConnect');
    deliver = keep;
    isOpen = true;
    return (bytes) => void tls.write(bytes);
  }

  return {
    send: (type, body, status = 1) => void socket.write(packet(type, body, status)),
    sendBytes: (bytes) => void socket.write(bytes),
    receive,
    startTls,
    closed,
    leave: () => void socket.destroy(),
  };
}

export function packet(type: number, body: Buffer, status = 1): Buffer {
  const head = Buffer.from([type, status, 0, 0, 0, 0, 1, 0]);
  head.writeUInt16BE(8 + body.length, 2);
  return Buffer.concat([head, body]);
}

/** PRELOGIN with a version and an encryption: 0 off, 1 on, 2 not supported, 3 required. */
export function prelogin(encryption: number): Buffer {
  return Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 15, 0, 0, 0, 0, 0, encryption]);
}

/** The encryption that a PRELOGIN answer names. */
export function encryptionOf(answer: Buffer): number {
  return answer.readUInt8(answer.readUInt16BE(6));
}

/** LOGIN7 for msdb; the password in the protocol's disguise. */
export function login7(wish: { user?: string; password?: string; tdsVersion?: number; sspi?: Buffer }): Buffer {
  const fixed = Buffer.alloc(94);
  fixed.writeUInt32LE(wish.tdsVersion ?? 0x74000004, 4);
  fixed.writeUInt32LE(4096, 8);
  const password = Buffer.from(wish.password ?? '', 'utf16le').map((byte) => ((byte << 4) | (byte >> 4)) ^ 0xa5);
  const fields: [at: number, value: Buffer, unit: number][] = [
    [36, Buffer.from('WS01', 'utf16le'), 2],
    [40, Buffer.from(wish.user ?? '', 'utf16le'), 2],
    [44, Buffer.from(password), 2],
    [48, Buffer.from('raw', 'utf16le'), 2],
    [68, Buffer.from('msdb', 'utf16le'), 2],
    [78, wish.sspi ?? Buffer.alloc(0), 1],
  ];
  let offset = fixed.length;
  for (const [at, value, unit] of fields) {
    fixed.writeUInt16LE(offset, at);
    fixed.writeUInt16LE(value.length / unit, at + 2);
    offset += value.length;
  }
  fixed.writeUInt32LE(offset, 0);
  return Buffer.concat([fixed, ...fields.map(([, value]) => value)]);
}

/** A SQL batch with ALL_HEADERS. */
export function batch(text: string): Buffer {
  const headers = Buffer.alloc(22);
  headers.writeUInt32LE(22, 0);
  headers.writeUInt32LE(18, 4);
  headers.writeUInt16LE(2, 8);
  headers.writeUInt32LE(1, 18);
  return Buffer.concat([headers, Buffer.from(text, 'utf16le')]);
}
