import { SqlError, type Column, type SqlTypeName, type SqlValue } from './catalogue';
import type { Context } from './context';
import { objectId } from './objects';
import { toDate, toNumber, toText } from './values';

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
const flag = (yes: boolean) => (yes ? 1 : 0);

/** The scalar functions that the practice server knows; ISNULL, COALESCE and NULLIF keep their argument's type. */
export const scalars: Readonly<Record<string, Scalar>> = {
  GETDATE: { type: 'datetime', run: (_args, { model }) => model.now() },
  GETUTCDATE: {
    type: 'datetime',
    run: (_args, { model }) => new Date(model.now().getTime() + model.now().getTimezoneOffset() * 60_000),
  },
  DATEADD: {
    type: 'datetime',
    run: ([part, count, date]) => dateAdd(String(part), toNumber(count ?? null), toDate(date ?? null)),
  },
  DATEDIFF: int(([part, from, to]) => dateDiff(String(part), toDate(from ?? null), toDate(to ?? null))),
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
  CHARINDEX: { ...text(([part = '', value = '']) => value.toLowerCase().indexOf(part.toLowerCase()) + 1), type: 'int' },
  SERVERPROPERTY: {
    type: 'nvarchar',
    length: 128,
    run: ([name], { model }) => property(model.properties, String(name)),
  },
  SUSER_SNAME: { type: 'nvarchar', length: 128, run: (_args, { session }) => session.login },
  DB_NAME: { type: 'nvarchar', length: 128, run: (_args, { database }) => database },
  OBJECT_ID: int(([name], context) => objectId(context, String(name))),
  IS_SRVROLEMEMBER: int(([role], { session }) =>
    String(role).toLowerCase() === 'sysadmin' ? flag(session.isSysadmin) : 0,
  ),
  IS_MEMBER: int((_args, { session }) => flag(session.isSysadmin)),
  HAS_PERMS_BY_NAME: int(([name], context) =>
    objectId(context, String(name)) === null ? null : flag(context.session.isSysadmin),
  ),
};

/** @@variables of the server. */
export function serverVariable(name: string, { model, session }: Context): SqlValue {
  switch (name.toUpperCase()) {
    case '@@VERSION':
      return model.versionText;
    case '@@SERVERNAME':
      return model.serverName;
    case '@@SPID':
      return session.spid;
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

const partMilliseconds: Readonly<Record<string, number>> = {
  day: 86_400_000,
  dd: 86_400_000,
  hour: 3_600_000,
  hh: 3_600_000,
  minute: 60_000,
  mi: 60_000,
  second: 1000,
  ss: 1000,
  millisecond: 1,
  ms: 1,
};

function unit(part: string): number {
  const milliseconds = partMilliseconds[part];
  if (milliseconds === undefined) throw new SqlError(155, `'${part}' is not a recognized datepart option.`, 15);
  return milliseconds;
}

function dateAdd(part: string, count: number | null, date: Date | null): Date | null {
  const milliseconds = unit(part);
  return count === null || date === null ? null : new Date(date.getTime() + count * milliseconds);
}

/** Counts the boundaries crossed, as SQL Server does, not the time passed. */
function dateDiff(part: string, from: Date | null, to: Date | null): number | null {
  const milliseconds = unit(part);
  if (from === null || to === null) return null;
  const boundary = (date: Date) => Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / milliseconds);
  return boundary(to) - boundary(from);
}
