import { ProblemError } from '../../shared/result';
import type { Connection } from '../../shared/run/connection';
import type { ChangeRecord } from '../../shared/run/state';
import { connectSql, type ConnectOptions } from './database-mail/connect/connect-sql';
import type { SqlConnection } from './database-mail/sql-connection';
import { openSqlWriter, type OpenSqlConnection, type SqlWriter } from './database-mail/sql-writer';
import { createPlanStore, type PlanStore } from './run/plan-store';
import type { Run } from './run/run-folder';
import type { Site } from './site';

/** The open run with its servers. One at a time. */
export type Session = {
  run: Run;
  site: Site;
  plans: PlanStore;
  /** Signed in anew with what the user typed; the password stays in memory for the run. */
  signIn(connection: Connection, password: string, signal?: AbortSignal): Promise<SqlConnection>;
  /** The signed-in connection; in practice it signs in by itself after the run was reopened. */
  sql(): Promise<SqlConnection>;
  /** Whether a change was announced before this program opened the run. */
  isInherited(change: ChangeRecord): boolean;
  /** A session of its own for one write, as the same user. */
  sqlWriter(): Promise<SqlWriter>;
  close(): Promise<void>;
};

/** @param nativeModules see EngineOptions */
export function openSession(run: Run, site: Site, nativeModules?: string): Session {
  let connection: SqlConnection | null = null;
  /** Another connection to the same server, as the same user: the password is in its closure for the run. */
  let openAnother: OpenSqlConnection | null = null;
  const inherited = new Set(run.state().changes.map(({ plan, target }) => `${plan.id} ${target}`));
  const known = run.state().connection;
  // A run that is opened again goes on with its servers; they are asked when the first command needs them.
  if (known) site.exchange.aim({ server: known.exchangeServer, way: known.exchangeWay });

  async function signIn(to: Connection, password: string, signal?: AbortSignal): Promise<SqlConnection> {
    const identity = { kind: to.sqlSignIn, user: to.sqlUser, password };
    // Whatever comes of it, nothing goes to the server that was named before.
    const old = connection;
    connection = null;
    openAnother = null;
    await old?.close();
    const open = (options: ConnectOptions) => connectSql(site.sqlTarget(to), identity, { nativeModules, ...options });
    connection = await open({ signal });
    openAnother = (mayConnect) => open({ mayConnect });
    return connection;
  }

  async function sql(): Promise<SqlConnection> {
    if (connection) return connection;
    const { mode, connection: chosen } = run.state();
    if (!chosen) throw notConnected();
    // The user's own password was in memory only: it is asked for again. Windows needs none.
    if (mode === 'servers' && chosen.sqlSignIn !== 'windowsUser') throw signInAgain();
    return signIn(chosen, site.suggestion.sqlPassword);
  }

  return {
    run,
    site,
    plans: createPlanStore(),
    signIn,
    sql,
    isInherited: ({ plan, target }) => inherited.has(`${plan.id} ${target}`),
    async sqlWriter() {
      await sql();
      if (!openAnother) throw notConnected();
      return openSqlWriter(openAnother);
    },
    async close() {
      await connection?.close();
      await site.close();
      await run.close();
    },
  };
}

function signInAgain(): ProblemError {
  return new ProblemError({
    code: 'connect/sign-in-again',
    title: 'Sign in to SQL Server again.',
    detail: 'The password was kept in memory only, and this run was closed since.',
    hint: 'Go to page 1, enter the password and check again.',
  });
}

function notConnected(): ProblemError {
  return new ProblemError({
    code: 'connect/needed',
    title: 'RelayTune is not connected yet.',
    detail: 'This step reads the SQL Server.',
    hint: 'Go back to page 1 and connect.',
  });
}
