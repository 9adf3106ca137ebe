import { SqlError, type Column, type SqlTypeName, type SqlValue } from './catalogue';
import type { Context } from './context';
import { dateScalars } from './date-functions';
import { securityScalars } from './security-functions';
import { toText } from './values';

type Scalar = { type: SqlTypeName; length?: Column['length']; run(args: SqlValue[], context: Context): SqlValue };

const text = (run: (args: string[], context: Context) => SqlValue): Scalar => ({
  type: 'nvarchar',
  length: 'max',
  // A NULL argument makes the result NULL.
  run: (args, context) => {
    const texts = args.map((value) => toText(value));
    return texts.some((value) => value === null) ? null : run(texts.map(String), context);
  },
});
const int = (run: (args: SqlValue[], context: Context) => SqlValue): Scalar => ({ type: 'int', run });

/** The scalar functions that the practice server knows; ISNULL, COALESCE and NULLIF keep their argument's type. */
export const scalars: Readonly<Record<string, Scalar>> = {
  ...dateScalars,
  ...securityScalars,
  ISNULL: { type: 'nvarchar', run: ([value, other]) => value ?? other ?? null },
  COALESCE: { type: 'nvarchar', run: (args) => args.find((value) => value !== null) ?? null },
  NULLIF: { type: 'nvarchar', run: ([a, b]) => (a !== null && a === b ? null : (a ?? null)) },
  LEN: int(([value]) => toText(value ?? null)?.replace(/ +$/, '').length ?? null),
  UPPER: text(([value = '']) => value.toUpperCase()),
  LOWER: text(([value = '']) => value.toLowerCase()),
  LTRIM: text(([value = '']) => value.replace(/^ +/, '')),
  RTRIM: text(([value = '']) => value.replace(/ +$/, '')),
  LEFT: text(([value = '', count]) => value.slice(0, Number(count))),
  RIGHT: text(([value = '', count]) => (Number(count) === 0 ? '' : value.slice(-Number(count)))),
  SUBSTRING: text(([value = '', start, count]) =>
    value.slice(Math.max(0, Number(start) - 1), Number(start) - 1 + Number(count)),
  ),
  REPLACE: text(([value = '', from = '', to = '']) => (from === '' ? value : value.replaceAll(from, to))),
  NCHAR: { type: 'nvarchar', length: 1, run: ([code]) => String.fromCharCode(Number(code)) },
  CHARINDEX: { ...text(([part = '', value = '']) => value.toLowerCase().indexOf(part.toLowerCase()) + 1), type: 'int' },
  SERVERPROPERTY: {
    type: 'nvarchar',
    length: 128,
    run: ([name], { model }) => property(model.properties, String(name)),
  },
};

/** @@variables of the server. */
export function serverVariable(name: string, { model, session, rowCount }: Context): SqlValue {
  switch (name.toUpperCase()) {
    case '@@VERSION':
      return model.versionText;
    case '@@SERVERNAME':
      return model.serverName;
    case '@@SPID':
      return session.spid;
    case '@@ROWCOUNT':
      return rowCount;
    case '@@ERROR':
      return 0;
    default:
      throw new SqlError(137, `Must declare the scalar variable "${name}".`, 15);
  }
}

function property(properties: Readonly<Record<string, SqlValue>>, name: string): SqlValue {
  const found = Object.keys(properties).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? null : (properties[found] ?? null);
}
