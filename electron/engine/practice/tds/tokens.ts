import type { Column, InfoMessage, ResultSet, Row, SqlError, SqlValue } from '../sql/catalogue';
import { sendsNullBitmaps, versionBytes, type TdsVersion } from './versions';
import { collation, typeInfo, valueBytes, type Typed } from './wire-types';

/** Tokens of a response (MS-TDS 2.2.7). */
const token = {
  returnStatus: 0x79,
  colMetadata: 0x81,
  error: 0xaa,
  info: 0xab,
  loginAck: 0xad,
  returnValue: 0xac,
  row: 0xd1,
  nullBitmapRow: 0xd2,
  envChange: 0xe3,
  sspi: 0xed,
  done: 0xfd,
  doneProc: 0xfe,
  doneInProc: 0xff,
} as const;

export const doneStatus = { more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const;

const u16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value & 0xffff);
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const shortText = (text: string) =>
  Buffer.concat([Buffer.from([Math.min(255, text.length)]), Buffer.from(text.slice(0, 255), 'utf16le')]);
const longText = (text: string) =>
  Buffer.concat([u16(Math.min(8000, text.length)), Buffer.from(text.slice(0, 8000), 'utf16le')]);
const withLength = (kind: number, body: Buffer) => Buffer.concat([Buffer.from([kind]), u16(body.length), body]);

export function done(kind: 'done' | 'doneProc' | 'doneInProc', status: number, rows = 0): Buffer {
  return Buffer.concat([Buffer.from([token[kind]]), u16(status), u16(0), u32(rows), u32(0)]);
}

export function errorToken(error: SqlError, server: string): Buffer {
  return message(token.error, error.number, error.state, error.severity, error.message, server, error.procedure);
}

export function infoToken({ number, text }: InfoMessage, server: string): Buffer {
  return message(token.info, number, 1, 0, text, server, '');
}

function message(
  kind: number,
  number: number,
  state: number,
  severity: number,
  text: string,
  server: string,
  procedure: string,
): Buffer {
  return withLength(
    kind,
    Buffer.concat([
      u32(number),
      Buffer.from([state, severity]),
      longText(text),
      shortText(server),
      shortText(procedure),
      u32(1),
    ]),
  );
}

/** What changed of the connection: its kind, now and before. */
const envChange = (kind: number, now: Buffer, before: Buffer) =>
  withLength(token.envChange, Buffer.concat([Buffer.from([kind]), now, before]));

/** The answer to a sign-in that succeeds. */
export function loginTokens(signedIn: {
  server: string;
  productVersion: string;
  tdsVersion: TdsVersion;
  database: string;
  packetSize: number;
}): Buffer {
  const { server, database, packetSize } = signedIn;
  const [major = 0, minor = 0, build = 0] = signedIn.productVersion.split('.').map(Number);
  const version = Buffer.from([major, minor, build >> 8, build & 0xff]);
  const sqlInterface = Buffer.from([1]);
  return Buffer.concat([
    envChange(1, shortText(database), shortText('master')),
    infoToken({ number: 5701, text: `Changed database context to '${database}'.` }, server),
    envChange(7, Buffer.concat([Buffer.from([collation.length]), collation]), Buffer.from([0])),
    withLength(
      token.loginAck,
      Buffer.concat([sqlInterface, versionBytes(signedIn.tdsVersion), shortText('Microsoft SQL Server'), version]),
    ),
    envChange(4, shortText(String(packetSize)), shortText('4096')),
    done('done', 0),
  ]);
}

/** Windows authentication's question to the client. */
export const sspiToken = (challenge: Buffer) => withLength(token.sspi, challenge);

/** Says that the session started anew, as the client asked (RESETCONNECTION). */
export const resetToken = () => envChange(18, Buffer.from([0]), Buffer.from([0]));

/** COLMETADATA and its ROWs, one by one. */
export function* resultTokens({ columns, rows }: ResultSet, version: TdsVersion): Iterable<Buffer> {
  const heads = columns.map((column) =>
    Buffer.concat([u32(0), u16(column.nullable ? 1 : 0), typeInfo(column), shortText(column.name)]),
  );
  yield Buffer.concat([Buffer.from([token.colMetadata]), u16(columns.length), ...heads]);
  const row = sendsNullBitmaps(version) ? nullBitmapRow : plainRow;
  for (const each of rows) yield row(columns, each);
}

function plainRow(columns: readonly Column[], row: Row): Buffer {
  return Buffer.concat([
    Buffer.from([token.row]),
    ...columns.map((column) => valueBytes(column, valueOf(row, column))),
  ]);
}

/** A row with NULLs names them in a bitmap and sends only the other values; one without goes as ever. */
function nullBitmapRow(columns: readonly Column[], row: Row): Buffer {
  const nulls = Buffer.alloc(Math.ceil(columns.length / 8));
  const present = columns.filter((column, index) => {
    const isNull = valueOf(row, column) === null;
    if (isNull) nulls.writeUInt8(nulls.readUInt8(index >> 3) | (1 << (index & 7)), index >> 3);
    return !isNull;
  });
  if (present.length === columns.length) return plainRow(columns, row);
  return Buffer.concat([
    Buffer.from([token.nullBitmapRow]),
    nulls,
    ...present.map((column) => valueBytes(column, valueOf(row, column))),
  ]);
}

const valueOf = (row: Row, column: Column) => row[column.name] ?? null;

export function returnStatus(value: number): Buffer {
  return Buffer.concat([Buffer.from([token.returnStatus]), u32(value)]);
}

export function returnValue(name: string, typed: Typed, value: SqlValue): Buffer {
  const isOutput = 0x01;
  return Buffer.concat([
    Buffer.from([token.returnValue]),
    u16(0),
    shortText(name),
    Buffer.from([isOutput]),
    u32(0),
    u16(0),
    typeInfo(typed),
    valueBytes(typed, value),
  ]);
}
