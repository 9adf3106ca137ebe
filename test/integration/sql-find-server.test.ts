import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import type { SqlIdentity, SqlTarget } from '../../electron/engine/database-mail/connect/target';
import { makeCertificate } from '../support/certificates';
import { encryptedRecords, fingerprint, listen, refusalOf, serverWith } from '../support/sql-server-with';

describe('finding the server', () => {
  it('asks the SQL Server Browser for the port of an instance', async () => {
    const { open, refusal } = await serverWith({ instance: 'MAIL', browser: 'on' });
    expect((await open({ target: { port: null, instance: 'mail' } })).loginName).toBe('relaytune');
    expect(await refusal({ target: { port: null, instance: 'OTHER' } })).toMatchObject({
      code: 'sql/instance-unknown',
      detail: expect.stringMatching(/OTHER/) as string,
    });
  });

  it.concurrent('says that the Browser is silent, within its time', { timeout: 30_000 }, async () => {
    const { refusal } = await serverWith({ instance: 'MAIL', browser: 'silent' });
    const start = Date.now();
    expect(await refusal({ target: { port: null, instance: 'MAIL' } })).toMatchObject({ code: 'sql/browser-silent' });
    expect(Date.now() - start).toBeLessThan(18_000);
  });

  it('says that a name is not known, that nothing listens, and that somebody else does', async () => {
    const { refusal } = await serverWith({});
    expect(await refusal({ target: { host: 'no-such-host.invalid' } })).toMatchObject({ code: 'sql/name-not-found' });
    expect(await refusal({ target: { port: 1 } })).toMatchObject({ code: 'sql/refused' });
    const closing = await listen((socket) => socket.once('data', () => socket.destroy()));
    expect(await refusal({ target: { host: '127.0.0.1', port: closing } })).toMatchObject({ code: 'sql/hung-up' });
    const web = await listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await refusal({ target: { host: '127.0.0.1', port: web, encryption: 'tls' } })).toMatchObject({
      code: 'sql/not-a-sql-server',
      consent: null,
    });
  });

  it('is not led to weaker protection by a server that hangs up after the handshake', async () => {
    const made = makeCertificate();
    const { lab, refusal } = await serverWith({ encryption: 'on', tls: made });
    // Cuts the connection at the first record after the handshake: the sign-in.
    const between = await listen((client) => {
      const server = connect(lab.sql.port, lab.sql.host);
      server.on('error', () => undefined);
      client.on('data', (chunk: Buffer) => {
        if (encryptedRecords(chunk) > 0) client.destroy();
        else server.write(chunk);
      });
      server.pipe(client);
      client.once('close', () => server.destroy());
    });
    const target = {
      host: '127.0.0.1',
      port: between,
      encryption: 'tls',
      certificate: fingerprint(made.cert),
    } as const;
    expect(await refusal({ target })).toMatchObject({ code: 'sql/hung-up', consent: null });
  });

  it('gives up on a server that never answers, and hears a Stop at once', { timeout: 30_000 }, async () => {
    const port = await listen(() => undefined);
    const silent: SqlTarget = { host: '127.0.0.1', port, instance: null, encryption: 'tls', certificate: null };
    const who: SqlIdentity = { kind: 'sqlLogin', user: 'sa', password: 'x' };
    const stopping = new AbortController();
    const start = Date.now();
    const stopped = connectSql(silent, who, { signal: stopping.signal }).catch((error: unknown) => error);
    setTimeout(() => stopping.abort(), 200);
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    expect(Date.now() - start).toBeLessThan(2000);
    expect(await refusalOf(connectSql(silent, who))).toMatchObject({ code: 'sql/timeout', consent: null });
    expect(Date.now() - start).toBeLessThan(20_000);
  });
});
