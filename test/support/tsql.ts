import { spawnSync } from 'node:child_process';

/** Microsoft's parser, as the test command built it; null where there is no .NET SDK. */
const parser = process.env.RELAYTUNE_TSQL_PARSER ?? null;

/** The tests of statements are skipped without a .NET SDK; in CI they fail. */
export const isParserMissing = parser === null && process.env.CI !== 'true';

/** A name and where it stands in the text, brackets included. */
export type Name = { text: string; at: number; length: number };

/** A table or view by its parts; a derived table has none, but the number of its query. */
export type TableUse = { parts: Name[]; alias: string | null; query: number | null };

/** `function`: the function it is an argument of, if that is its nearest. */
export type ColumnUse = { qualifier: Name | null; name: Name; function: string | null };

/**
 * One of the conditions that AND joins; `against`: the columns on its other side, outside of subqueries; `isFixed`: that side
 * has no column, variable or subquery; `join`: of an ON, the tables whose rows it picks (an outer join keeps all of the other
 * side), null for a WHERE.
 */
export type Predicate = {
  column: ColumnUse | null;
  operator: string;
  against: ColumnUse[];
  isFixed: boolean;
  join: string[] | null;
};

/** A SELECT, UPDATE, DELETE or INSERT, or a subquery of one. */
export type Query = {
  kind: 'select' | 'update' | 'delete' | 'insert';
  tables: TableUse[];
  columns: ColumnUse[];
  predicates: Predicate[];
  /** Names of the result's columns; null for a star or one without a name. */
  outputs: (string | null)[];
  /** Number of the query around it. */
  parent: number | null;
};

/** What Microsoft's parser says of one text. */
export type ParsedText = {
  /** Errors under the grammar of that version. */
  errors: Record<'2005' | '2008' | 'newest', string[]>;
  queries: Query[];
  calls: { procedure: Name[]; parameters: Name[] }[];
  functions: Name[];
  globals: Name[];
  variables: Name[];
  declared: string[];
  options: Name[];
  dateParts: Name[];
  types: Name[];
  /** Texts, each with the function it is an argument of. */
  strings: { value: string; function: string | null }[];
  /** Texts run as T-SQL: EXEC('…'). */
  dynamic: string[];
};

/** Reads each text with Microsoft's own parser; throws where that cannot run. */
export function parseTsql(texts: readonly string[]): ParsedText[] {
  if (parser === null) throw new Error('RELAYTUNE_TSQL_PARSER names no parser: install the .NET SDK 10.');
  const { stdout, stderr, status, error } = spawnSync(parser, { input: JSON.stringify(texts), encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(stderr);
  return JSON.parse(stdout) as ParsedText[];
}
