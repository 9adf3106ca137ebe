import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLab } from '../support/practice-lab';
import { connectDriver, refusalOf } from '../support/sql-driver';

/** Asks SQL Server Browser; null when it says nothing for a while. */
async function ask(host: string, question: Buffer): Promise<Buffer | null> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.on('error', () => undefined);
  socket.send(question, 1434, host);
  const answered = once(socket, 'message').then(([bytes]) => bytes as Buffer);
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), 300));
  return Promise.race([answered, silence]);
}

const named = { options: { instanceName: 'MAIL' } };
const text = 'ServerName;SQL01;InstanceName;MAIL;IsClustered;No;Version;10.50.6000.34;tcp;14330;;';

describe('SQL Server Browser', () => {
  it('leads the real driver to an instance by its name, in any case', async () => {
    const lab = await startLab({ sqlWire: { instance: 'MAIL', browser: 'on' } });
    const pool = await connectDriver(lab, { options: { instanceName: 'mail' } });
    const { recordset } = await pool.request().query("select @@servername as a, serverproperty(N'InstanceName') as b");
    expect(recordset).toEqual([{ a: 'SQL01\\MAIL', b: 'MAIL' }]);
  });

  it('knows no other instance', async () => {
    const lab = await startLab({ sqlWire: { instance: 'MAIL', browser: 'on' } });
    const { code, message } = await refusalOf(connectDriver(lab, { options: { instanceName: 'OTHER' } }));
    expect([code, message]).toEqual(['EINSTLOOKUP', `Port for OTHER not found in ${lab.sql.host}`]);
  });

  it.each(['silent', undefined] as const)('keeps the driver waiting when it is %s', async (browser) => {
    const lab = await startLab({ sqlWire: { instance: 'MAIL', ...(browser && { browser }) } });
    const { code } = await refusalOf(connectDriver(lab, { ...named, connectionTimeout: 700 }));
    expect(code).toBe('ETIMEOUT');
  });

  it('answers who asks for all or for this instance, and nobody else', async () => {
    const lab = await startLab({ sqlWire: { instance: 'MAIL', browser: 'on' } });
    const answer = Buffer.concat([Buffer.from([5, text.length, 0]), Buffer.from(text)]);
    const { host } = lab.sql;
    expect(await ask(host, Buffer.from([2]))).toEqual(answer);
    expect(await ask(host, Buffer.from([3]))).toEqual(answer);
    expect(await ask(host, Buffer.from('\x04mail\0', 'latin1'))).toEqual(answer);
    for (const nonsense of ['', '\x04OTHER\0', '\x02\x02', '\x0f\x01MAIL\0', `\x04${'MAIL'.repeat(200)}\0`])
      expect(await ask(host, Buffer.from(nonsense, 'latin1'))).toBeNull();
    expect(await ask(host, Buffer.from([3]))).toEqual(answer);
  });

  it('lets its port go when the lab closes', async () => {
    const lab = await startLab({ sqlWire: { browser: 'on' } });
    await lab.close();
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    socket.bind(1434, lab.sql.host);
    await once(socket, 'listening');
  });
});
