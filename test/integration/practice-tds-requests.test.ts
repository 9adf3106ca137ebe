import { setTimeout as pause } from 'node:timers/promises';
import type mssql from 'mssql';
import { describe, expect, it } from 'vitest';
import type { SqlFault } from '../../electron/engine/practice/tds/wire';
import { startLab } from '../support/practice-lab';
import { connectDriver, refusalOf, type DriverSettings } from '../support/sql-driver';
import { batch, login7, openTds, packet, prelogin } from '../support/tds-client';

/** A driver on a lab whose requests with this word in them meet this fault. */
async function connectFaulty(word: string, fault: SqlFault, settings: DriverSettings = {}) {
  const lab = await startLab({ sqlWire: { onRequest: (text) => (text.includes(word) ? fault : undefined) } });
  return connectDriver(lab, settings);
}

/** Whether the same connection still answers. */
const one = async (pool: mssql.ConnectionPool) =>
  (await pool.request().query<{ one: number }>('select 1 as one')).recordset[0]?.one;

const timeoutOf2 = async (pool: mssql.ConnectionPool) =>
  (await pool.request().query<{ timeout: number }>('select timeout from msdb.dbo.sysmail_server where account_id = 2'))
    .recordset[0]?.timeout;
const set2 = (seconds: number) => `update msdb.dbo.sysmail_server set timeout = ${seconds} where account_id = 2`;

describe('a request that takes long', () => {
  it('waits in lab time', async () => {
    const pool = await connectDriver(await startLab());
    const { recordset } = await pool.request().query<{ waited: number }>(
      `declare @from datetime = getdate(), @delay varchar(12) = '00:00:10.500'
       waitfor delay @delay
       select datediff(ms, @from, getdate()) as waited`,
    );
    expect(recordset[0]?.waited).toBeGreaterThanOrEqual(10_500);
    expect(recordset[0]?.waited).toBeLessThan(60_000);
    const refusal = await refusalOf(pool.request().query("waitfor delay '25:00'"));
    expect(refusal.message).toBe("Incorrect time syntax in time string '25:00' used with WAITFOR.");
  });

  it.each([
    ['as a call', (request: mssql.Request) => request.query("waitfor delay '01:00:00'")],
    ['as a batch', (request: mssql.Request) => request.batch("waitfor delay '01:00:00'")],
  ])('%s is cancelled at once, and the connection lives on', async (_form, run) => {
    const pool = await connectDriver(await startLab());
    const spid = await pool.request().query('select @@spid as spid');
    const request = pool.request();
    const refusal = refusalOf(run(request));
    await pause(200);
    const since = performance.now();
    request.cancel();
    expect((await refusal).code).toBe('ECANCEL');
    expect(await one(pool)).toBe(1);
    expect(performance.now() - since).toBeLessThan(2000);
    expect((await pool.request().query('select @@spid as spid')).recordset).toEqual(spid.recordset);
  });

  it('runs into the driver’s time limit', async () => {
    const pool = await connectDriver(await startLab(), { requestTimeout: 300 });
    expect(await refusalOf(pool.request().query("waitfor delay '01:00:00'"))).toEqual({
      code: 'ETIMEOUT',
      message: 'Timeout: Request failed to complete in 300ms',
    });
    expect(await one(pool)).toBe(1);
  });

  it('does not run what comes behind a wait that was cancelled', async () => {
    const pool = await connectDriver(await startLab(), { requestTimeout: 300 });
    const text = `${set2(50)}; waitfor delay '01:00:00'; ${set2(60)}`;
    expect((await refusalOf(pool.request().query(text))).code).toBe('ETIMEOUT');
    expect(await timeoutOf2(pool)).toBe(50);
  });
});

/** As bare messages: what the driver does not let one see. */
async function openSession() {
  const lab = await startLab();
  const tds = await openTds(lab);
  tds.send(0x12, prelogin(2));
  await tds.receive();
  tds.send(0x10, login7({ user: lab.sql.user, password: lab.sql.password }));
  await tds.receive();
  return tds;
}

const attention = packet(6, Buffer.alloc(0));
const cutShort = 'fd020000000000000000000000';
const acknowledged = 'fd200000000000000000000000';

describe('an attention', () => {
  it('ends the request’s own response, and is acknowledged in another', async () => {
    const tds = await openSession();
    tds.sendBytes(Buffer.concat([packet(1, batch("select 1 as one; waitfor delay '01:00:00'")), attention]));
    expect((await tds.receive()).toString('hex')).toBe(cutShort);
    expect((await tds.receive()).toString('hex')).toBe(acknowledged);
  });

  it('that comes too late is acknowledged alone', async () => {
    const tds = await openSession();
    tds.send(1, batch("print 'done'"));
    expect((await tds.receive()).includes(Buffer.from('done', 'utf16le'))).toBe(true);
    tds.sendBytes(attention);
    expect((await tds.receive()).toString('hex')).toBe(acknowledged);
    tds.send(1, batch("print 'more'"));
    expect((await tds.receive()).includes(Buffer.from('more', 'utf16le'))).toBe(true);
  });

  it('is not needed for a request that the client takes back while it sends it', async () => {
    const tds = await openSession();
    tds.send(1, batch(set2(50)), 0);
    tds.send(1, Buffer.from('; nonsense', 'utf16le'), 3);
    expect((await tds.receive()).toString('hex')).toBe(cutShort);
    tds.send(1, batch('select timeout from msdb.dbo.sysmail_server where account_id = 2'));
    // 20: as it was.
    expect((await tds.receive()).toString('hex')).toContain('d10414000000');
  });
});

it('a session that starts anew says so', async () => {
  const tds = await openSession();
  tds.send(1, batch('select 1 as one'), 9);
  expect((await tds.receive()).subarray(0, 6).toString('hex')).toBe('e30300120000');
});

describe('a fault of one request', () => {
  it('drops the connection before the statement runs', async () => {
    const pool = await connectFaulty('update', 'drop-before');
    expect((await refusalOf(pool.request().query(set2(50)))).code).toBe('ECONNRESET');
    expect(await timeoutOf2(pool)).toBe(20);
  });

  it('drops the connection after the statement ran', async () => {
    const pool = await connectFaulty('update', 'drop-after');
    expect((await refusalOf(pool.request().query(set2(50)))).code).toBe('ECONNRESET');
    expect(await timeoutOf2(pool)).toBe(50);
  });

  it('never answers, until it is cancelled', async () => {
    const pool = await connectFaulty('update', 'hang', { requestTimeout: 300 });
    expect((await refusalOf(pool.request().query(set2(50)))).code).toBe('ETIMEOUT');
    expect(await timeoutOf2(pool)).toBe(20);
  });

  it('answers late', async () => {
    const pool = await connectFaulty('update', { delayMs: 300 });
    const since = performance.now();
    await pool.request().query(set2(50));
    expect(performance.now() - since).toBeGreaterThanOrEqual(300);
    expect(await timeoutOf2(pool)).toBe(50);
  });

  it('kills the session with error 596', async () => {
    const pool = await connectFaulty('update', 'kill');
    const error: unknown = await pool
      .request()
      .query(set2(50))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: 'Cannot continue the execution because the session is in the kill state.',
      number: 596,
      class: 21,
    });
    expect(await timeoutOf2(pool)).toBe(20);
    const { recordset } = await pool.request().query<{ spid: number }>('select @@spid as spid');
    // Another connection: that one was closed.
    expect(recordset[0]?.spid).toBeGreaterThan(51);
  });

  it('counts the requests of the server from 0', async () => {
    const seen: [number, string][] = [];
    const lab = await startLab({ sqlWire: { onRequest: (text, index) => void seen.push([index, text]) } });
    const pool = await connectDriver(lab);
    await pool.request().query('select 1 as one');
    await pool.request().execute('msdb.dbo.sysmail_help_status_sp');
    // The driver's pool asks in between whether its connection still lives.
    expect(seen.map(([index]) => index)).toEqual(seen.map((_, index) => index));
    expect(seen[0]?.[1]).toMatch(/^set ansi_nulls/);
    const texts = seen.map(([, text]) => text);
    expect(texts).toContain('select 1 as one');
    expect(texts.at(-1)).toBe('msdb.dbo.sysmail_help_status_sp');
  });
});
