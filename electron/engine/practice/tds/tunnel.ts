import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import { takesSha1 } from './client-hello';
import { createMessageReader, packetType, sendMessage } from './packets';
import type { SqlTls } from './wire';

/** TLS below TDS 8: the handshake travels inside PRELOGIN packets, what follows as bare records. */
export type Tunnel = {
  /** Bytes of the socket. Throws on bytes that are neither. */
  receive(bytes: Buffer): void;
  /** Ends TLS without a word, as login-only encryption does; answers the plain bytes that came behind it. */
  leave(): Buffer;
};

const handshakePacketBytes = 4096;
const mostHandshakeBytes = 64 * 1024;
const handshakeMilliseconds = 30_000;

/**
 * Lets the client shake hands and hands over the plain side; a handshake that fails ends the connection.
 * @param isLoginOnly TLS records are followed by plain packets, which begin with another byte
 */
export function openTunnel(
  socket: Socket,
  tls: SqlTls,
  isLoginOnly: boolean,
  onOpen: (plain: TLSSocket) => void,
): Tunnel {
  let state: 'handshake' | 'open' | 'left' = 'handshake';
  let plain: TLSSocket | null = null;
  /** The server's flight: one message each, as the client reads one message for each of its own. */
  let flight: Buffer[] = [];
  /** Login-only: bytes behind the last whole TLS record. */
  let held = Buffer.alloc(0);

  const sendFlight = () => {
    const records = flight;
    flight = [];
    if (plain && state === 'handshake') state = 'open';
    if (records.length > 0) void sendMessage(socket, packetType.prelogin, records, handshakePacketBytes);
  };
  const records = new Duplex({
    read: () => undefined,
    write(bytes: Buffer, _encoding, written) {
      if (state === 'open') {
        socket.write(bytes, written);
        return;
      }
      if (state === 'handshake' && flight.push(bytes) === 1) setImmediate(sendFlight);
      written();
    },
  });
  records.on('error', () => undefined);

  const { dropOnOldTls = false, ...material } = tls;
  const isBelow12 = tls.maxVersion !== undefined && tls.maxVersion !== 'TLSv1.2';
  let isFirst = true;
  const server = createServer({ maxVersion: 'TLSv1.2', ...material, handshakeTimeout: handshakeMilliseconds });
  server.on('secureConnection', (opened) => {
    plain = opened;
    onOpen(opened);
  });
  server.on('tlsClientError', () => {
    if (dropOnOldTls) socket.destroy();
    else setImmediate(() => socket.end());
  });
  server.emit('connection', records);
  socket.once('close', () => records.destroy());

  const handshake = createMessageReader(
    ({ type, body }) => {
      if (type !== packetType.prelogin) throw new RangeError('A handshake travels in PRELOGIN packets.');
      if (dropOnOldTls && isFirst && isBelow12 && !takesSha1(body)) throw new RangeError('An old server hangs up.');
      isFirst = false;
      records.push(body);
    },
    () => mostHandshakeBytes,
  );

  function passRecords(bytes: Buffer): void {
    held = Buffer.concat([held, bytes]);
    if (held.length > mostHandshakeBytes) throw new RangeError('Too much behind the login.');
    while (held.length >= 5 && isTlsRecord(held.readUInt8(0)) && held.length >= 5 + held.readUInt16BE(3)) {
      const end = 5 + held.readUInt16BE(3);
      const record = held.subarray(0, end);
      held = held.subarray(end);
      records.push(record);
    }
  }

  return {
    receive(bytes) {
      if (state === 'handshake') handshake.take(bytes);
      else if (isLoginOnly) passRecords(bytes);
      else records.push(bytes);
    },
    leave() {
      state = 'left';
      plain?.destroy();
      return held;
    },
  };
}

/** change_cipher_spec, alert, handshake, application_data: none of them is a type of TDS packet. */
const isTlsRecord = (type: number) => type >= 0x14 && type <= 0x17;
