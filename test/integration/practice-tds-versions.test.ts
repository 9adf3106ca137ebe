import { describe, expect, it } from 'vitest';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { startLab } from '../support/practice-lab';
import { connectDriver } from '../support/sql-driver';
import { batch, login7, openTds, prelogin } from '../support/tds-client';

/** LOGIN7's TDSVersion. */
const client = { '7.1': 0x71000001, '7.2': 0x72090002, '7.3.A': 0x730a0003, '7.3.B': 0x730b0003, '7.4': 0x74000004 };

async function signInRaw(sqlWire: SqlWire, tdsVersion: number) {
  const lab = await startLab({ sqlWire });
  const tds = await openTds(lab);
  tds.send(0x12, prelogin(2));
  await tds.receive();
  tds.send(0x10, login7({ user: lab.sql.user, password: lab.sql.password, tdsVersion }));
  return tds;
}

describe('the version of TDS', () => {
  it.each([
    ['7.4', '7.4', '74000004'],
    ['7.4', '7.3.B', '730b0003'],
    ['7.4', '7.3.A', '730a0003'],
    ['7.4', '7.2', '72090002'],
    ['7.2', '7.4', '72090002'],
    ['7.3.A', '7.3.B', '730a0003'],
    // The scenario's SQL Server 2008 R2.
    ['7.4', undefined, '730b0003'],
  ] as const)('of a client with %s and a server with %s is in LOGINACK', async (asked, tdsVersion, answered) => {
    const tds = await signInRaw(tdsVersion ? { tdsVersion } : {}, client[asked]);
    const answer = await tds.receive();
    const ack = answer.indexOf(Buffer.concat([Buffer.from([20]), Buffer.from('Microsoft SQL Server', 'utf16le')]));
    expect(answer.subarray(ack - 4, ack).toString('hex')).toBe(answered);
  });

  it('is none for a client of SQL Server 2000', async () => {
    const tds = await signInRaw({}, client['7.1']);
    await tds.closed;
  });

  it.each(['7.2', '7.3.A', '7.3.B', '7.4'] as const)('%s works with the real driver', async (tdsVersion) => {
    const pool = await connectDriver(await startLab({ sqlWire: { tdsVersion } }));
    const { recordset } = await pool
      .request()
      .input('text', 'Grüße')
      .input('none', null)
      .query('select account_id, timeout, username, @text as text, @none as none from msdb.dbo.sysmail_server');
    expect(recordset).toEqual([
      { account_id: 1, timeout: null, username: null, text: 'Grüße', none: null },
      { account_id: 2, timeout: 20, username: null, text: 'Grüße', none: null },
      { account_id: 3, timeout: 20, username: null, text: 'Grüße', none: null },
      { account_id: 4, timeout: null, username: 'corp-reports', text: 'Grüße', none: null },
    ]);
    const called = await pool
      .request()
      .input('parameter_name', 'AccountRetryDelay')
      .execute<{ paramvalue: string }>('msdb.dbo.sysmail_help_configure_sp');
    expect(called.recordset.map((row) => row.paramvalue)).toEqual(['60']);
    expect(called.returnValue).toBe(0);
  });

  it.each([
    ['7.3.A', 'd1 00 00'],
    ['7.3.B', 'd2 03'],
  ] as const)('%s sends a row of NULLs as %s', async (tdsVersion, row) => {
    const tds = await signInRaw({ tdsVersion }, client['7.4']);
    await tds.receive();
    tds.send(1, batch('select timeout, credential_id from msdb.dbo.sysmail_server where account_id = 1'));
    const answer = (await tds.receive()).toString('hex');
    // The row, then a DONE that counts one row in 64 bits, then the batch's own.
    const done = 'fd1100000001000000 00000000 fd000000000000000000000000'.replaceAll(' ', '');
    expect(answer.endsWith(row.replaceAll(' ', '') + done)).toBe(true);
  });
});
