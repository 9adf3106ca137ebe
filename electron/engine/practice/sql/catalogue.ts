/** What a practice SQL Server consists of: the evaluator reads these, msdb/ supplies them, tds/ puts them on the wire. */

export type SqlValue = number | string | boolean | Date | null;

export type SqlTypeName =
  | 'bit'
  | 'tinyint'
  | 'int'
  | 'bigint'
  | 'float'
  | 'datetime'
  | 'nvarchar'
  | 'varchar'
  | 'char'
  | 'sysname'
  | 'uniqueidentifier';

export type Column = {
  name: string;
  type: SqlTypeName;
  /** characters; 'max' for (max) types */ length?: number | 'max';
  nullable: boolean;
};

/** Keys are column names exactly as declared. */
export type Row = Record<string, SqlValue>;

/** Who is asking: one per login. */
export type SqlSession = {
  spid: number;
  login: string;
  isSysadmin: boolean;
  programName: string;
  hostName: string;
  /** Server-local lab time. */
  loginTime: Date;
};

/** Which primary keys to read: single ones in rising order, or all from low to high, both included. */
export type KeyRange = { ids: readonly number[] } | { low: number; high: number };

export type Table = {
  columns: readonly Column[];
  /** The rows this session may see, in primary key order. */
  rows(session: SqlSession): Iterable<Row>;
  /** Present where the primary key is a whole number that rows can be read by, without touching others. */
  key?: { column: string; rows(session: SqlSession, range: KeyRange, isDescending: boolean): Iterable<Row> };
  /** Present where UPDATE is allowed: called once a matching row, with the new values of the SET columns. */
  update?(row: Row, changes: Row, session: SqlSession): void;
  /** Present where DELETE is allowed: called once with all matching rows. */
  remove?(rows: readonly Row[]): void;
};

export type Parameter = {
  /** With the @. */
  name: string;
  type: SqlTypeName;
  length?: number | 'max';
  /** Absent: the caller must supply it (error 201). */
  default?: SqlValue;
  output?: boolean;
};

export type ResultSet = { columns: readonly Column[]; rows: readonly Row[] };

export type InfoMessage = { number: number; text: string };

export type ProcedureResult = {
  returnValue: number;
  resultSets?: readonly ResultSet[];
  /** PRINT and informational messages. */
  messages?: readonly InfoMessage[];
  /** Values of OUTPUT parameters, by name with the @. */
  outputs?: Row;
};

export type Procedure = {
  parameters: readonly Parameter[];
  /** Receives every parameter, defaults filled in, by name with the @. Throws SqlError. */
  run(args: Row, session: SqlSession): ProcedureResult | Promise<ProcedureResult>;
};

/** Tables, views and procedures by 'schema.name' in lower case: names compare without regard to case. */
export type Database = {
  name: string;
  /** DB_ID */
  id: number;
  isBrokerEnabled: boolean;
  tables: ReadonlyMap<string, Table>;
  procedures: ReadonlyMap<string, Procedure>;
};

export type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'EXECUTE';

/** Who may do what: every check, and every function that tells of rights, asks here, so that they cannot differ. */
export type Access = {
  mayOpen(session: SqlSession, database: string): boolean;
  /** @param key 'dbo.name' in lower case, of a table, view or procedure of a database */
  may(session: SqlSession, right: Right, database: string, key: string): boolean;
  /** A right on the server, such as VIEW SERVER STATE; null for one that does not exist. */
  hasServerRight(session: SqlSession, right: string): boolean | null;
  /** Database roles; null for one that does not exist. */
  isInRole(session: SqlSession, role: string): boolean | null;
};

export type SqlServerModel = {
  serverName: string;
  /** SERVERPROPERTY values by name: ProductVersion '10.50.1600.1', ProductLevel, Edition, MachineName, ... */
  properties: Readonly<Record<string, SqlValue>>;
  /** @@VERSION */
  versionText: string;
  /** By name in lower case. */
  databases: ReadonlyMap<string, Database>;
  /** sys.configurations: name -> value_in_use. */
  configurations: Readonly<Record<string, number>>;
  /** Every session, the Database Mail process's too. */
  sessions?(): readonly SqlSession[];
  /** GETDATE(): server-local lab time. */
  now(): Date;
  /** Waits that many milliseconds of lab time; rejects as soon as `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  access: Access;
  /** Throws SqlError 18456 when the password is wrong, 4060 when the login may not open the database it asks for. */
  login(user: string, password: string, database?: string): { isSysadmin: boolean };
};

/** An error as SQL Server reports it: 208 invalid object, 207 invalid column, 2812 no such procedure, 8145 no such parameter, ... */
export class SqlError extends Error {
  readonly number: number;
  readonly severity: number;
  readonly state: number;
  readonly procedure: string;
  /** What a procedure that raises this error returns. */
  readonly returnCode: number;

  constructor(number: number, message: string, severity = 16, state = 1, procedure = '', returnCode = 1) {
    super(message);
    this.name = 'SqlError';
    this.number = number;
    this.severity = severity;
    this.state = state;
    this.procedure = procedure;
    this.returnCode = returnCode;
  }
}
