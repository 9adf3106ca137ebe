import type { OdbcSession } from './driver';
import { isSessionLost, OdbcError } from './odbc-error';

export type SessionPool = {
  /** Lends a session that nobody else uses; `act`'s own error is handed on. */
  use<T>(act: (session: OdbcSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** While ODBC waits it holds one of Node's four worker threads; files and names need the rest. */
const mostSessions = 3;
const closeMilliseconds = 2000;

/** Sessions are opened when needed and kept, until one of them is lost: then all that are idle go, and the next use opens a fresh one. */
export function createSessionPool(first: OdbcSession, open: () => Promise<OdbcSession>): SessionPool {
  const idle = [first];
  const waiting: (() => void)[] = [];
  let free = mostSessions;
  let isClosed = false;
  const isOver = () => isClosed;
  const closeIdle = () => Promise.all(idle.splice(0).map(closeSession));

  async function lend<T>(act: (session: OdbcSession) => Promise<T>): Promise<T> {
    if (isOver()) throw new OdbcError('The connection is closed.', 'ECONNCLOSED');
    const session = idle.pop() ?? (await open());
    let isLost = false;
    try {
      return await act(session);
    } catch (error) {
      isLost = isSessionLost(error);
      throw error;
    } finally {
      idle.push(session);
      if (isLost || isOver()) void closeIdle();
    }
  }

  return {
    async use(act) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await lend(act);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    async close() {
      isClosed = true;
      await closeIdle();
    },
  };
}

/** Never throws; one that does not answer is left alone. */
export function closeSession(session: OdbcSession): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, closeMilliseconds);
    try {
      session.close(() => {
        clearTimeout(timer);
        resolve();
      });
    } catch {
      // Closing what was never open.
      resolve();
    }
  });
}
