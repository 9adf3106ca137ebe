import { appendFile } from 'node:fs/promises';
import type { SqlConnection } from '../../../electron/engine/database-mail/sql-connection';
import type { CommandRunner } from '../../../electron/engine/exchange/command-runner';
import type { OpenFile } from '../../../electron/engine/run/journal';
import type { Session } from '../../../electron/engine/session';

/** Where the program can be hit. */
export type Blows = {
  /** Called at each point in turn; true where the blow falls. */
  falls(point: string): boolean;
  /** The blow: it kills the program or makes the operation fail, and never returns. */
  strike(what: 'disk' | 'server'): never;
};

/**
 * A disk that keeps what was fsynced and nothing else. It can be hit before a record is written, with half of it on disk, and with
 * all of it there.
 */
export const hitDisk =
  (blows: Blows): OpenFile =>
  (path) => {
    let cached = '';
    return Promise.resolve({
      appendFile(data) {
        if (blows.falls('journal: before a record')) blows.strike('disk');
        cached += String(data);
        return Promise.resolve();
      },
      async sync() {
        const written = cached;
        cached = '';
        if (blows.falls('journal: half a record')) {
          await appendFile(path, written.slice(0, written.length / 2));
          blows.strike('disk');
        }
        await appendFile(path, written);
        if (blows.falls('journal: a whole record')) blows.strike('disk');
      },
      close: () => Promise.resolve(),
    });
  };

/** The session's calls to its servers: each can be hit before it is made, and a write also when it is made and not yet answered. */
export function hitServers(session: Session, blows: Blows): Session {
  async function call<T>(name: string, writes: boolean, act: () => Promise<T>): Promise<T> {
    if (blows.falls(`before ${name}`)) blows.strike('server');
    const answer = await act();
    if (writes && blows.falls(`after ${name}`)) blows.strike('server');
    return answer;
  }
  const hitSql = (sql: SqlConnection): SqlConnection => ({
    ...sql,
    query: (text, parameters) => call(start(text), false, () => sql.query(text, parameters)),
    run: (text) => call(start(text), true, () => sql.run(text)),
    call: (procedure, parameters, outputs) => call(procedure, true, () => sql.call(procedure, parameters, outputs)),
  });
  const hitRun =
    (run: CommandRunner['run']): CommandRunner['run'] =>
    (command, signal) => {
      const asks = command.switches?.includes('WhatIf') ?? false;
      const writes = command.cmdlet.startsWith('Set-') && !asks;
      return call(`${command.cmdlet}${asks ? ' -WhatIf' : ''}`, writes, () => run(command, signal));
    };
  const { exchange } = session.site;
  const hitExchange: CommandRunner = {
    ...exchange,
    run: hitRun(exchange.run),
    async hold() {
      const held = await exchange.hold();
      return held && { ...held, run: hitRun(held.run) };
    },
  };
  return {
    ...session,
    site: { ...session.site, exchange: hitExchange },
    sql: async () => hitSql(await session.sql()),
    async sqlWriter() {
      const held = await call('the session that writes', false, () => session.sqlWriter());
      return { ...held, run: (text) => call(start(text), true, () => held.run(text)) };
    },
  };
}

const start = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 60);
