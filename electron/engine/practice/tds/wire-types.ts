import type { Column, SqlTypeName, SqlValue } from '../sql/catalogue';
import type { ByteReader } from './byte-reader';

/** Type tokens (MS-TDS 2.2.5.4) that the driver sends or we answer with. */
const intN = 0x26;
const bitN = 0x68;
const floatN = 0x6d;
const dateTimeN = 0x6f;
const bigVarChar = 0xa7;
const bigChar = 0xaf;
const nVarChar = 0xe7;
const nChar = 0xef;
const nText = 0x63;

/** Collation SQL_Latin1_General_CP1_CI_AS. */
export const collation = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);
const isMax = 0xffff;
const isNull = 0xffffffff;
const dayMilliseconds = 86_400_000;

export type Typed = { type: SqlTypeName; length?: number | 'max' };

/** TYPE_INFO and value of a call's parameter. Throws on types that the practice server does not take. */
export function readTypedValue(reader: ByteReader): { type: Typed; value: SqlValue } {
  const token = reader.u8();
  switch (token) {
    case intN: {
      const size = reader.u8();
      const bytes = reader.take(reader.u8());
      return {
        type: { type: size === 8 ? 'bigint' : 'int' },
        value: bytes.length === 0 ? null : bytes.readIntLE(0, Math.min(6, bytes.length)),
      };
    }
    case bitN: {
      reader.skip(1);
      const bytes = reader.take(reader.u8());
      return { type: { type: 'bit' }, value: bytes.length === 0 ? null : bytes[0] !== 0 };
    }
    case floatN: {
      reader.skip(1);
      const bytes = reader.take(reader.u8());
      return {
        type: { type: 'float' },
        value: bytes.length === 0 ? null : bytes.length === 4 ? bytes.readFloatLE(0) : bytes.readDoubleLE(0),
      };
    }
    case dateTimeN: {
      reader.skip(1);
      const bytes = reader.take(reader.u8());
      return { type: { type: 'datetime' }, value: bytes.length === 8 ? readDateTime(bytes) : null };
    }
    case nVarChar:
    case nChar:
      return { type: { type: 'nvarchar', length: 'max' }, value: readText(reader, 'utf16le') };
    case nText: {
      reader.skip(4 + collation.length);
      const length = reader.u32();
      const value = length === isNull ? null : reader.take(length).toString('utf16le');
      return { type: { type: 'nvarchar', length: 'max' }, value };
    }
    case bigVarChar:
    case bigChar:
      return { type: { type: 'varchar', length: 'max' }, value: readText(reader, 'latin1') };
    default:
      throw new RangeError(`The practice SQL Server does not take the type 0x${token.toString(16)}.`);
  }
}

function readText(reader: ByteReader, encoding: 'utf16le' | 'latin1'): string | null {
  const most = reader.u16();
  reader.skip(collation.length);
  if (most !== isMax) {
    const length = reader.u16();
    return length === isMax ? null : reader.take(length).toString(encoding);
  }
  const total = reader.take(8).readBigUInt64LE(0);
  if (total === 0xffffffffffffffffn) return null;
  const chunks: Buffer[] = [];
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.take(length));
  return Buffer.concat(chunks).toString(encoding);
}

/** Days since 1900 and 300ths of a second, in server-local time. */
function readDateTime(bytes: Buffer): Date {
  const date = new Date(1900, 0, 1);
  date.setDate(date.getDate() + bytes.readInt32LE(0));
  return new Date(date.getTime() + Math.round((bytes.readUInt32LE(4) * 10) / 3));
}

/** TYPE_INFO of a column or OUTPUT parameter. Every kind of text goes out as nvarchar. */
export function typeInfo({ type, length }: Typed): Buffer {
  switch (type) {
    case 'bit':
      return Buffer.from([bitN, 1]);
    case 'tinyint':
      return Buffer.from([intN, 1]);
    case 'int':
      return Buffer.from([intN, 4]);
    case 'bigint':
      return Buffer.from([intN, 8]);
    case 'float':
      return Buffer.from([floatN, 8]);
    case 'datetime':
      return Buffer.from([dateTimeN, 8]);
    default: {
      const most = Buffer.alloc(2);
      most.writeUInt16LE(isLong(length) ? isMax : 8000);
      return Buffer.concat([Buffer.from([nVarChar]), most, collation]);
    }
  }
}

const isLong = (length: Column['length']) => length === 'max' || (length ?? 0) > 4000;

/** A value in the form that typeInfo announced. */
export function valueBytes(typed: Typed, value: SqlValue): Buffer {
  const { type, length } = typed;
  switch (type) {
    case 'bit':
      return value === null ? Buffer.from([0]) : Buffer.from([1, value ? 1 : 0]);
    case 'tinyint':
      return sized(value, 1, (bytes, number) => bytes.writeUInt8(number));
    case 'int':
      return sized(value, 4, (bytes, number) => bytes.writeInt32LE(number));
    case 'bigint':
      return sized(value, 8, (bytes, number) => bytes.writeBigInt64LE(BigInt(Math.trunc(number))));
    case 'float':
      return sized(value, 8, (bytes, number) => bytes.writeDoubleLE(number));
    case 'datetime':
      return value instanceof Date ? Buffer.concat([Buffer.from([8]), dateTimeBytes(value)]) : Buffer.from([0]);
    default:
      return textBytes(value === null ? null : String(value), isLong(length));
  }
}

function sized(value: SqlValue, size: number, write: (bytes: Buffer, number: number) => void): Buffer {
  if (value === null) return Buffer.from([0]);
  const bytes = Buffer.alloc(size);
  write(bytes, Number(value));
  return Buffer.concat([Buffer.from([size]), bytes]);
}

function dateTimeBytes(value: Date): Buffer {
  const midnight = new Date(value.getFullYear(), value.getMonth(), value.getDate());
  const days = Math.round(
    (Date.UTC(value.getFullYear(), value.getMonth(), value.getDate()) - Date.UTC(1900, 0, 1)) / dayMilliseconds,
  );
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(days, 0);
  bytes.writeUInt32LE(Math.floor(((value.getTime() - midnight.getTime()) * 3) / 10), 4);
  return bytes;
}

function textBytes(value: string | null, long: boolean): Buffer {
  if (!long) {
    const head = Buffer.alloc(2);
    const text = Buffer.from(value ?? '', 'utf16le').subarray(0, 8000);
    head.writeUInt16LE(value === null ? isMax : text.length);
    return Buffer.concat([head, text]);
  }
  const total = Buffer.alloc(8);
  if (value === null) return total.fill(0xff);
  const text = Buffer.from(value, 'utf16le');
  total.writeBigUInt64LE(BigInt(text.length));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const end = Buffer.alloc(4);
  return text.length === 0 ? Buffer.concat([total, end]) : Buffer.concat([total, size, text, end]);
}
