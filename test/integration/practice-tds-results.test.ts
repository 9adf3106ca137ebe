import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import mssql from 'mssql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendMessage } from '../../electron/engine/practice/tds/packets';
import { makeCertificate } from '../support/certificates';
import { startLab } from '../support/practice-lab';
import { connectDriver } from '../support/sql-driver';

/** The seven rows of the configuration table six times over: 117,649 rows. */
const manyRows = `select top (100000) a.paramname, c.paramvalue, f.description from msdb.dbo.sysmail_configuration a
  ${['b', 'c', 'd', 'e', 'f'].map((name) => `join msdb.dbo.sysmail_configuration ${name} on 1 = 1`).join(' ')}`;

describe('a large result', () => {
  it.each([
    ['in plain', false],
    ['inside TLS', true],
  ])('of 100,000 rows arrives whole %s', async (_way, encrypt) => {
    const lab = await startLab({ sqlWire: { encryption: 'on', tls: makeCertificate() } });
    const pool = await connectDriver(lab, { options: { encrypt } });
    const { recordset } = await pool.request().query<{ paramname: string }>(manyRows);
    expect(recordset.length).toBe(100_000);
    expect(new Set(recordset.map((row) => row.paramname)).size).toBe(6);
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('stops when it is cancelled on the way', async () => {
    const pool = await connectDriver(await startLab());
    const request = pool.request();
    request.stream = true;
    let rows = 0;
    request.on('row', () => {
      rows += 1;
      if (rows === 10) request.cancel();
    });
    const failed = once(request, 'error');
    request.query(manyRows, () => undefined);
    expect(await failed).toMatchObject([{ code: 'ECANCEL' }]);
    expect(rows).toBeLessThan(100_000);
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('is made no faster than the client reads', async () => {
    const made = { parts: 0 };
    const total = 2000;
    function* parts(): Iterable<Buffer> {
      for (; made.parts < total; made.parts += 1) yield Buffer.alloc(16_384, made.parts & 0xff);
    }
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      void sendMessage(socket, 4, parts(), 4096).then(() => socket.end());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    onTestFinished(() => {
      client.destroy();
      server.close();
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The system's own buffers hold some megabytes; 32 MB are on offer.
    expect(made.parts).toBeGreaterThan(0);
    expect(made.parts).toBeLessThan(1000);
    let bytes = 0;
    client.on('data', (chunk: Buffer) => (bytes += chunk.length));
    await once(client, 'close');
    const packets = Math.ceil((total * 16_384) / 4088);
    expect(bytes).toBe(total * 16_384 + packets * 8);
  });
});

describe('messages of the server', () => {
  it('come as information, not as errors', async () => {
    const pool = await connectDriver(await startLab());
    const request = pool.request();
    const seen: string[] = [];
    request.on('info', (info: { message: string }) => seen.push(info.message));
    await request.batch("print 'first' print N'Grüße'");
    expect(seen).toEqual(['first', 'Grüße']);
  });

  it('carry the error’s number, severity, state and procedure', async () => {
    const pool = await connectDriver(await startLab());
    const error: unknown = await pool
      .request()
      .input('nonsense', mssql.Int, 1)
      .execute('msdb.dbo.sysmail_help_status_sp')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      number: 8145,
      class: 16,
      state: 2,
      procName: 'sysmail_help_status_sp',
      serverName: 'SQL01',
    });
  });
});
