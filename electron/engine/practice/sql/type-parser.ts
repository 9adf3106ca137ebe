import { SqlError, type SqlTypeName } from './catalogue';
import type { TypeName } from './syntax';
import type { TokenStream } from './token-stream';

const typeNames: Readonly<Record<string, SqlTypeName>> = {
  bit: 'bit',
  tinyint: 'tinyint',
  smallint: 'int',
  int: 'int',
  integer: 'int',
  bigint: 'bigint',
  float: 'float',
  real: 'float',
  datetime: 'datetime',
  smalldatetime: 'datetime',
  nvarchar: 'nvarchar',
  varchar: 'varchar',
  nchar: 'nvarchar',
  char: 'char',
  sysname: 'sysname',
  uniqueidentifier: 'uniqueidentifier',
};

/** A type as DECLARE, CAST and CONVERT name it; throws 243. */
export function parseType(tokens: TokenStream): TypeName {
  const name = tokens.needName();
  const type = typeNames[name.toLowerCase()];
  if (!type) throw new SqlError(243, `Type ${name} is not a defined system type.`);
  if (!tokens.takeSymbol('(')) return { type };
  const length = tokens.takeWord('MAX') ? 'max' : Number(tokens.next().text);
  tokens.needSymbol(')');
  return { type, length };
}
