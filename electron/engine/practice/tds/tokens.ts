import type { Column, InfoMessage, ResultSet, SqlError, SqlValue } from '../sql/catalogue';
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
  envChange: 0xe3,
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

export function loginTokens(server: string, productVersion: string, database: string, packetSize: number): Buffer {
  const [major = 0, minor = 0, build = 0] = productVersion.split('.').map(Number);
  const tds74 = Buffer.from([0x74, 0x00, 0x00, 0x04]);
  const version = Buffer.from([major, minor, build >> 8, build & 0xff]);
  const change = (kind: number, now: Buffer, before: Buffer) =>
    withLength(token.envChange, Buffer.concat([Buffer.from([kind]), now, before]));
  return Buffer.concat([
    change(1, shortText(database), shortText('master')),
    infoToken({ number: 5701, text: `Changed database context to '${database}'.` }, server),
    change(7, Buffer.concat([Buffer.from([collation.length]), collation]), Buffer.from([0])),
    withLength(token.loginAck, Buffer.concat([Buffer.from([1]), tds74, shortText('Microsoft SQL Server'), version])),
    change(4, shortText(String(packetSize)), shortText('4096')),
    done('done', 0),
  ]);
}

/** COLMETADATA and its ROWs. */
export function resultTokens({ columns, rows }: ResultSet): Buffer {
  const heads = columns.map((column) =>
    Buffer.concat([u32(0), u16(column.nullable ? 1 : 0), typeInfo(column), shortText(column.name)]),
  );
  const body = rows.map((row) =>
    Buffer.concat([Buffer.from([token.row]), ...columns.map((column) => valueBytes(column, valueOf(row, column)))]),
  );
  return Buffer.concat([Buffer.from([token.colMetadata]), u16(columns.length), ...heads, ...body]);
}

const valueOf = (row: Readonly<Record<string, SqlValue>>, column: Column) => row[column.name] ?? null;

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
