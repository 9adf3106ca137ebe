import { z } from 'zod';
import databaseMail from './tsql-objects/database-mail.json';
import language from './tsql-objects/language.json';
import systemViews from './tsql-objects/system-views.json';

export const versions = ['2005', '2008', '2008 R2', '2012', '2014', '2016', '2017', '2019', '2022', '2025'] as const;
export type Version = (typeof versions)[number];

/** What came with each version, separated by blanks; every later version has it too. */
const additionsSchema = z.partialRecord(z.enum(versions), z.string());
type Additions = z.infer<typeof additionsSchema>;

/** Columns or parameters by three-part name; a name alone stands for the same as another's. */
const objectsSchema = z.record(z.string(), z.union([additionsSchema, z.string()]));
type Objects = z.infer<typeof objectsSchema>;

/** What a version of SQL Server knows: words of the language in upper case, names as the server writes them. */
export type KnownNames = {
  functions: ReadonlySet<string>;
  globals: ReadonlySet<string>;
  options: ReadonlySet<string>;
  types: ReadonlySet<string>;
  dateParts: ReadonlySet<string>;
  serverProperties: ReadonlySet<string>;
  /** Columns by the table's or view's three-part name. */
  tables: ReadonlyMap<string, ReadonlySet<string>>;
  /** Parameters by the procedure's three-part name. */
  procedures: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The primary keys of the tables that can hold millions of rows, and of the views over them. */
export const largeTables: ReadonlyMap<string, string> = new Map(Object.entries(databaseMail.largeTables));

/** Parameters that some builds of a version lack, so that RelayTune asks sys.all_parameters first. */
export const probedParameters: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(databaseMail.probed.procedures).map(([name, parameters]) => [name, new Set(parameters.split(' '))]),
);

export function knownNames(version: Version): KnownNames {
  const until = versions.slice(0, versions.indexOf(version) + 1);
  const words = (additions: Additions) =>
    new Set(until.flatMap((each) => (additions[each] ?? '').split(' ').filter((word) => word !== '')));
  const upper = (additions: Additions) => new Set([...words(additions)].map((word) => word.toUpperCase()));
  return {
    functions: upper(language.functions),
    globals: upper(language.globals),
    options: upper(language.options),
    types: upper(language.types),
    dateParts: upper(language.dateParts),
    serverProperties: upper(language.serverProperties),
    tables: objects({ ...systemViews.tables, ...databaseMail.tables }, until, words),
    procedures: objects(databaseMail.procedures, until, words),
  };
}

/** Only those that are there: an object that came with a later version is none. */
function objects(all: unknown, until: readonly Version[], words: (additions: Additions) => Set<string>) {
  const listed = objectsSchema.parse(all);
  return new Map(
    Object.keys(listed).flatMap((name) => {
      const additions = additionsOf(listed, name);
      return until.some((version) => additions[version] !== undefined) ? [[name, words(additions)] as const] : [];
    }),
  );
}

function additionsOf(all: Objects, name: string): Additions {
  const found = all[name];
  if (found === undefined) throw new Error(`${name} is not in the list.`);
  return typeof found === 'string' ? additionsOf(all, found) : found;
}
