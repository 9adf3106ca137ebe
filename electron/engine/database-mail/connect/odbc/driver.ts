/** The part of the package msnodesqlv8 (5.x) that is used: Node's door to ODBC. It has no promises that tell an error from an end. */

/** A diagnostic record of ODBC; of a connection that was not opened it is no Error. `code` is the native number: SQL Server's own where the server speaks. */
export type OdbcRecord = {
  message: string;
  code?: number;
  /** Of a request. */
  sqlstate?: string;
  /** Of a connection that was not opened, together with `details`: all records. */
  sqlState?: string;
  details?: OdbcRecord[];
};

/** Numbers, texts, booleans, dates and null; `meta` is null where a statement only counted rows. */
export type OdbcSet = { meta: { name: string }[] | null; rows?: unknown[][] };

type OdbcStatement = {
  /** ODBC is through with it, and the next may run. */
  on(event: 'free', listener: () => void): void;
};

export type OdbcSession = {
  /** Throws on a session that was closed. `done` comes for each result and each error, but not always where the connection died. */
  queryRaw(
    request: { query_str: string; query_timeout: number },
    parameters: unknown[],
    done: (error: OdbcRecord | null | undefined, set: OdbcSet | null) => void,
  ): OdbcStatement;
  /** False: datetime values are this computer's local time. */
  setUseUTC(utc: boolean): void;
  close(done: () => void): void;
};

export type OdbcDriver = {
  /** It knows no timeout. A failure comes as one record or as several. */
  open(to: { conn_str: string }, done: (error: unknown, session: OdbcSession) => void): void;
  /** A typed parameter, needed for NULL. */
  WVarChar(value: string | null): unknown;
};
