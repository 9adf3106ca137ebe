import type { Certificate } from '../../../../../shared/database-mail/sql-session';
import { guard, returnCodeProblem, type SqlConnection, type SqlParameter } from '../../sql-connection';
import type { OdbcDriver } from './driver';
import { runText } from './run-text';
import type { SessionPool } from './session-pool';
import { callText, returnColumn, withVariables, type BoundText } from './texts';

/** The same as wrapPool of sql-connection.ts, over ODBC: the same shapes, and the same problems. */
export function wrapSessions(
  pool: SessionPool,
  odbc: Pick<OdbcDriver, 'WVarChar'>,
  certificate: Certificate | null,
): SqlConnection {
  // A bare NULL has no type, and ODBC would guess one.
  const bound = (value: SqlParameter) => (value === null ? odbc.WVarChar(null) : value);
  const run = ({ text, values }: BoundText) =>
    guard(() => pool.use((session) => runText(session, text, values.map(bound))));
  return {
    query: async (text, parameters) => (await run(withVariables(text, parameters)))[0] ?? [],
    async run(text) {
      await run(withVariables(text));
      return null;
    },
    async call(procedure, parameters, outputs) {
      const sets = await run(callText(procedure, parameters, outputs));
      const { [returnColumn]: returnValue, ...values } = sets.at(-1)?.[0] ?? {};
      if (returnValue !== 0) throw returnCodeProblem(procedure, returnValue);
      return values;
    },
    certificate,
    close: () => pool.close(),
  };
}
