import type { SqlServerModel, SqlSession, SqlValue } from './catalogue';

/** What a batch runs in: the server, who asks, and the batch's variables (lower-case names with the @). */
export type Context = {
  model: SqlServerModel;
  session: SqlSession;
  database: string;
  variables: Map<string, SqlValue>;
  /** @@ROWCOUNT: rows that the last statement gave or changed. */
  rowCount: number;
  /** Aborts when the client cancels the batch. */
  signal?: AbortSignal | undefined;
};
