import type { InfoMessage, ResultSet, SqlError, SqlValue } from './catalogue';

/** What a batch or call gave, up to its end or its error. */
export type BatchResult = {
  resultSets: ResultSet[];
  messages: InfoMessage[];
  /** Rows that each UPDATE and DELETE changed. */
  rowsAffected: number[];
  returnValue: number;
  /** Variables after the run, by name in lower case with the @. */
  variables: Map<string, SqlValue>;
  error: SqlError | null;
};

export type CallParameter = { name: string; isOutput: boolean; value: SqlValue };

export const newResult = (variables: Map<string, SqlValue>): BatchResult => ({
  resultSets: [],
  messages: [],
  rowsAffected: [],
  returnValue: 0,
  variables,
  error: null,
});
