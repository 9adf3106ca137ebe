import { expect, it } from 'vitest';
import { createSessionPool } from '../../../../../electron/engine/database-mail/connect/odbc/session-pool';
import { wrapSessions } from '../../../../../electron/engine/database-mail/connect/odbc/wrap-sessions';
import { problemOf } from '../../../../support/problem-of';
import { recordedSession } from '../../../../support/recorded-odbc';

function open() {
  const sessions = [recordedSession()];
  const first = sessions[0] as ReturnType<typeof recordedSession>;
  const pool = createSessionPool(first, () => {
    const session = recordedSession();
    sessions.push(session);
    return Promise.resolve(session);
  });
  const sql = wrapSessions(pool, { WVarChar: (value) => ({ typed: value }) }, null);
  return { sql, sessions, first };
}

it('answers the first result set, with booleans, numbers and NULL as they are', async () => {
  const { sql, first } = open();
  expect(await sql.query('twoSets')).toEqual([{ a: 1, b: 'x', c: null }]);
  expect(await sql.query('account', { id: 3, name: null })).toEqual([
    { account_id: 1, enable_ssl: false, timeout: null, username: null },
    { account_id: 4, enable_ssl: false, timeout: 20, username: 'corp-reports' },
  ]);
  expect(first.asked[1]?.parameters).toEqual([3, { typed: null }]);
  expect(await sql.query('counted')).toEqual([]);
});

it('answers a call’s OUTPUT parameters, and refuses a return code', async () => {
  const { sql } = open();
  expect(await sql.call('msdb.dbo.called', { a: 1 }, ['mailitem_id'])).toEqual({ mailitem_id: 17 });
  expect(await problemOf(() => sql.call('msdb.dbo.returnedOne', {}, []))).toMatchObject({
    code: 'sql/return-code',
    detail: 'msdb.dbo.returnedOne answered return code 1.',
  });
});

it('keeps its session after an error of the server', async () => {
  const { sql, sessions } = open();
  expect(await problemOf(() => sql.run('wrongColumn'))).toMatchObject({
    code: 'sql/error',
    detail: "Error 207: Invalid column name 'nope'.",
  });
  await sql.run('counted');
  expect(sessions).toHaveLength(1);
});

it.each(['died', 'deadAlready', 'neverOpen', 'closed'])(
  'takes a fresh session after one that is lost: %s',
  async (name) => {
    const { sql, sessions, first } = open();
    expect((await problemOf(() => sql.run(name))).code).toBe('sql/connection-lost');
    expect(first.closed).toBe(1);
    await sql.run('counted');
    expect(sessions).toHaveLength(2);
  },
);

it('opens three sessions at most, and lends each to one request at a time', async () => {
  const { sql, sessions } = open();
  expect(await Promise.all(Array.from({ length: 9 }, () => sql.query('twoSets')))).toHaveLength(9);
  expect(sessions.map(({ asked }) => asked.length)).toEqual([3, 3, 3]);
  await sql.close();
  expect(sessions.map(({ closed }) => closed)).toEqual([1, 1, 1]);
  expect((await problemOf(() => sql.run('counted'))).code).toBe('sql/connection-lost');
});
