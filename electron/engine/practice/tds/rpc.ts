import type { SqlValue } from '../sql/catalogue';
import { ByteReader } from './byte-reader';
import { readTypedValue, type Typed } from './wire-types';

type RpcParameter = { name: string; isOutput: boolean; type: Typed; value: SqlValue };
export type RpcCall = { procedure: string; parameters: RpcParameter[] };

/** Procedures that go by number instead of name. */
const wellKnown: Readonly<Record<number, string>> = { 10: 'sp_executesql' };
const byNumber = 0xffff;
const byReference = 0x01;

/** A remote procedure call (MS-TDS 2.2.6.6). Throws RangeError on bytes that are none. */
export function readRpc(body: Buffer): RpcCall {
  const reader = new ByteReader(body);
  reader.skipHeaders();
  const length = reader.u16();
  const number = length === byNumber ? reader.u16() : 0;
  const procedure = length === byNumber ? (wellKnown[number] ?? `procedure ${number}`) : reader.text(length);
  reader.skip(2);
  const parameters: RpcParameter[] = [];
  while (!reader.atEnd) {
    const name = reader.text(reader.u8());
    const isOutput = (reader.u8() & byReference) !== 0;
    parameters.push({ name, isOutput, ...readTypedValue(reader) });
  }
  return { procedure, parameters };
}
