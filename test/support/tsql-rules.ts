import type { ColumnUse, Name, ParsedText, Predicate, Query, TableUse } from './tsql';
import { largeTables, probedParameters, type KnownNames } from './tsql-objects';

const fullName = (parts: readonly Name[]) => parts.map(({ text }) => text).join('.');

/** What the FROM of an UPDATE or DELETE calls by its alias. */
const isAlias = (table: TableUse, query: Query) =>
  table.parts.length === 1 && query.tables.some((other) => other.alias === table.parts[0]?.text);

const isReal = (table: TableUse, query: Query) => table.query === null && !isAlias(table, query);

/** Tables and procedures that are not named by database, schema and object. */
export function shortNames({ queries, calls }: ParsedText): string[] {
  const tables = queries.flatMap((query) => query.tables.filter((table) => isReal(table, query)));
  return [...tables.map(({ parts }) => parts), ...calls.map(({ procedure }) => procedure)]
    .filter((parts) => parts.length !== 3 || parts.some(({ text }) => text === ''))
    .map(fullName);
}

/**
 * Names that this version of SQL Server does not have, each with its kind. Tables, columns, procedures and parameters compare
 * with case: a server's collation may be case-sensitive, and msdb's follows it. Parameters that some builds lack do not count.
 */
export function unknownNames(parsed: ParsedText, known: KnownNames): string[] {
  const words = (kind: string, used: readonly Name[], all: ReadonlySet<string>) =>
    used.filter(({ text }) => !all.has(text.toUpperCase())).map(({ text }) => `${kind} ${text}`);
  return [
    ...words('function', parsed.functions, known.functions),
    ...words('variable', parsed.globals, known.globals),
    ...words('option', parsed.options, known.options),
    ...words('type', parsed.types, known.types),
    ...words('date part', parsed.dateParts, known.dateParts),
    ...unknownTexts(parsed, known),
    ...unknownTables(parsed, known),
    ...unknownColumns(parsed, known),
    ...parsed.calls.flatMap(({ procedure, parameters }) => unknownParameters(procedure, parameters, known)),
  ];
}

/** Properties and objects that a function is given by their name as a text. */
function unknownTexts({ strings }: ParsedText, known: KnownNames): string[] {
  return strings.flatMap(({ value, function: name }) => {
    if (name?.toUpperCase() === 'SERVERPROPERTY' && !known.serverProperties.has(value.toUpperCase()))
      return [`server property ${value}`];
    const isObject = /^\w+\.\w+\.\w+$/.test(value);
    return isObject && !known.tables.has(value) && !known.procedures.has(value) ? [`object ${value}`] : [];
  });
}

const unknownTables = ({ queries }: ParsedText, known: KnownNames) =>
  queries.flatMap((query) =>
    query.tables
      .filter((table) => isReal(table, query) && !known.tables.has(fullName(table.parts)))
      .map((table) => `table ${fullName(table.parts)}`),
  );

function unknownColumns({ queries }: ParsedText, known: KnownNames): string[] {
  return queries.flatMap((query) =>
    query.columns
      .filter((column) => !(column.name.text === '*' && column.function?.toUpperCase() === 'COUNT'))
      .filter((column) => !isKnown(column, query, queries, known))
      .map(({ qualifier, name }) => `column ${qualifier === null ? '' : `${qualifier.text}.`}${name.text}`),
  );
}

/** Of a table of its own query or of one around it; ORDER BY may name an output. `*` is none: versions differ in what it gives. */
function isKnown(column: ColumnUse, query: Query, queries: readonly Query[], known: KnownNames): boolean {
  const has = (table: TableUse) =>
    table.query === null
      ? known.tables.get(fullName(table.parts))?.has(column.name.text)
      : queries[table.query]?.outputs.includes(column.name.text);
  if (query.tables.some((table) => mayBelong(column, table) && has(table))) return true;
  if (column.qualifier === null && query.outputs.includes(column.name.text)) return true;
  const parent = query.parent === null ? undefined : queries[query.parent];
  return parent !== undefined && isKnown(column, parent, queries, known);
}

/** Whether a column's qualifier, if it has one, means this table. */
const mayBelong = ({ qualifier }: ColumnUse, { parts, alias }: TableUse) =>
  qualifier === null || qualifier.text === (alias ?? parts.at(-1)?.text);

function unknownParameters(procedure: readonly Name[], parameters: readonly Name[], known: KnownNames): string[] {
  const name = fullName(procedure);
  const expected = known.procedures.get(name);
  if (!expected) return [`procedure ${name}`];
  return parameters
    .filter(({ text }) => !expected.has(text) && !probedParameters.get(name)?.has(text))
    .map(({ text }) => `parameter ${name} ${text}`);
}

/** Parameters that some builds lack, as used. */
export const probedUses = ({ calls }: ParsedText) =>
  calls.flatMap(({ procedure, parameters }) =>
    parameters
      .filter(({ text }) => probedParameters.get(fullName(procedure))?.has(text))
      .map(({ text }) => `${fullName(procedure)} ${text}`),
  );

/** Tables that can hold millions of rows. */
export const largeTablesOf = ({ queries }: ParsedText) =>
  queries.flatMap(({ tables }) => tables.map(({ parts }) => fullName(parts)).filter((name) => largeTables.has(name)));

/** Large tables that a statement would read from end to end. */
export const scans = ({ queries }: ParsedText) =>
  queries.flatMap((query) =>
    query.tables.filter((table) => !isBounded(table, query)).map((table) => fullName(table.parts)),
  );

const seeks = ['=', 'IN', 'BETWEEN', '>', '>='];

/**
 * Whether a query's WHERE begins, for a large table, with its primary key (by values, or above a number that moves on), or a
 * join looks its rows up by that key, or nothing is wanted but the key's highest or lowest value.
 */
function isBounded(table: TableUse, query: Query): boolean {
  const key = largeTables.get(fullName(table.parts));
  if (key === undefined) return true;
  const isOurs = (column: ColumnUse | null) => column !== null && mayBelong(column, table);
  const isEnd = ({ name, function: inside }: ColumnUse) =>
    name.text === key && inside !== null && ['MAX', 'MIN'].includes(inside.toUpperCase());
  if (query.predicates.length === 0) return query.tables.length === 1 && query.columns.every(isEnd);
  const isSeek = ({ column, operator, against, isFixed }: Predicate) =>
    column?.name.text === key &&
    seeks.includes(operator) &&
    !against.some(isOurs) &&
    !(isFixed && operator.startsWith('>'));
  const ours = query.predicates.filter(({ column }) => isOurs(column));
  const first = ours.find(({ join }) => join === null);
  const alias = table.alias ?? table.parts.at(-1)?.text ?? '';
  return (first !== undefined && isSeek(first)) || ours.some((each) => each.join?.includes(alias) && isSeek(each));
}
