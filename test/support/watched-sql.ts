import type { SqlConnection, SqlParameter } from '../../electron/engine/database-mail/sql-connection';
import { ProblemError } from '../../shared/result';

type Query = { text: string; parameters: Record<string, SqlParameter> };

/** A real connection whose queries are written down; `fails` names the error number with which one fails instead. */
export function watchedSql(sql: SqlConnection, fails: (count: number) => 'locked' | 'deadlock' | null = () => null) {
  const queries: Query[] = [];
  const watched: SqlConnection = {
    ...sql,
    query(text, parameters = {}) {
      queries.push({ text, parameters });
      const failure = fails(queries.length);
      if (failure === null) return sql.query(text, parameters);
      return Promise.reject(new ProblemError({ code: `sql/${failure}`, title: 'Not now.', detail: '', hint: '' }));
    },
  };
  return { sql: watched, queries };
}
