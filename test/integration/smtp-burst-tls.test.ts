import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../support/certificates';
import { burstTo } from '../support/smtp-burst';
import { startScript } from '../support/smtp-script';

const canary = 'Canary-7f3a-päss';
const signIn = { user: 'relay', password: canary };
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('an encrypted SMTP burst', () => {
  it('says STARTTLS, greets again, and times both', async () => {
    const server = await startScript(undefined, makeCertificate());
    const result = await burstTo({ port: server.port, mails: 6, sessions: 2, session: { encrypt: true } });
    expect(result).toMatchObject({ accepted: 6, failed: 0 });
    expect(server.lines.slice(0, 3).sort()).toEqual([
      expect.stringContaining('EHLO '),
      expect.stringContaining('EHLO '),
      'STARTTLS',
    ]);
    expect(server.lines.filter((line) => line.startsWith('EHLO'))).toHaveLength(12);
    if (result.lag.isTrusted) expect(result.phases.map(({ phase }) => phase)).toContain('starttls');
  });

  it('takes TLS 1.0 with a SHA-1 certificate of 1024 bits, as Exchange 2010 may have, where no password follows', async () => {
    const server = await startScript(undefined, {
      ...makeCertificate({ bits: 1024, digest: 'sha1' }),
      maxVersion: 'TLSv1',
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(await burstTo({ port: server.port, mails: 2, session: { encrypt: true } })).toMatchObject({ accepted: 2 });
  });

  it('sends no password where nobody vouches for the certificate', async () => {
    const server = await startScript(undefined, makeCertificate({ name: 'hub.corp.example' }));
    const result = await burstTo({ port: server.port, mails: 1, session: { encrypt: true, signIn } });
    expect(result).toMatchObject({ failed: 1, causes: [{ cause: 'tls', phase: 'starttls' }] });
    expect(server.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  });

  it('fails by name where the server offers no STARTTLS, or spoke on before it', async () => {
    const plain = await startScript();
    expect(await burstTo({ port: plain.port, mails: 1, session: { encrypt: true } })).toMatchObject({
      causes: [{ cause: 'tls', phase: 'starttls', example: '250-test.example Hello\n250 8BITMIME' }],
    });
    const injecting = await startScript((line) => {
      if (line.startsWith('EHLO')) return '250-test.example\r\n250 STARTTLS';
      return line === 'STARTTLS' ? '220 go\r\n250 injected' : undefined;
    });
    expect(await burstTo({ port: injecting.port, mails: 1, session: { encrypt: true } })).toMatchObject({
      causes: [{ cause: 'tls', phase: 'starttls', example: 'The server spoke on before the encryption began.' }],
    });
  });
});

describe('the sign-in of an SMTP burst', () => {
  it.each([
    ['PLAIN', '250-test.example\r\n250 AUTH LOGIN PLAIN', [`AUTH PLAIN ${base64(`\0relay\0${canary}`)}`]],
    ['LOGIN', '250-test.example\r\n250 AUTH LOGIN', ['AUTH LOGIN', base64('relay'), base64(canary)]],
    [
      'LOGIN as old servers write it',
      '250-test.example\r\n250 AUTH=LOGIN',
      ['AUTH LOGIN', base64('relay'), base64(canary)],
    ],
  ])('goes by AUTH %s', async (_name, offers, wanted) => {
    const server = await startScript((line) => {
      if (line.startsWith('EHLO')) return offers;
      if (line === 'AUTH LOGIN' || line === base64('relay')) return '334 VXNlcm5hbWU6';
      return line === wanted.at(-1) ? '235 2.7.0 Authentication successful' : undefined;
    });
    expect(await burstTo({ port: server.port, mails: 1, session: { signIn } })).toMatchObject({ accepted: 1 });
    expect(server.lines.filter((line) => !/^(?:EHLO|MAIL|RCPT|DATA|QUIT)/.test(line))).toEqual(wanted);
  });

  const echo = (line: string) => `${line} ${Buffer.from(canary, 'utf8').toString('latin1')} ${base64(canary)}`;
  it.each<[string, string, (line: string, socket: Socket) => string | null | undefined]>([
    ['in its refusal', 'auth', (line) => (line.startsWith('AUTH') ? `535 5.7.3 ${echo(line)}` : undefined)],
    [
      'turned around',
      'auth',
      (line) => (line.startsWith('AUTH') ? `535 5.7.3 ${Array.from(canary).reverse().join('')}` : undefined),
    ],
    ['without a code', 'auth', (line) => (line.startsWith('AUTH') ? echo(line) : undefined)],
    [
      'and hangs up',
      'auth',
      (line, socket) => (line.startsWith('AUTH') ? (socket.end(`535 ${echo(line)}`), null) : undefined),
    ],
    [
      'later, in a refusal',
      'mail',
      (line) => (line.startsWith('AUTH') ? '235 ok' : line.startsWith('MAIL') ? `550 5.7.1 ${echo('')}` : undefined),
    ],
    [
      'later, without a code',
      'rcpt',
      (line) => (line.startsWith('AUTH') ? '235 ok' : line.startsWith('RCPT') ? echo('') : undefined),
    ],
  ])('keeps the password out of what a hostile server says %s', async (_name, phase, script) => {
    const server = await startScript((line, { socket }) =>
      line.startsWith('EHLO') ? '250-test.example\r\n250 AUTH PLAIN' : script(line, socket),
    );
    const result = await burstTo({ port: server.port, mails: 3, session: { signIn } });
    expect(result.causes).toMatchObject([{ phase, mails: 3 }]);
    const text = JSON.stringify(result);
    const secrets = [canary, base64(canary), base64(`\0relay\0${canary}`), Array.from(canary).reverse().join('')];
    for (const secret of [...secrets, Buffer.from(canary, 'utf8').toString('latin1')])
      expect(text).not.toContain(secret);
  });

  it('fails by name where none is offered', async () => {
    const server = await startScript();
    expect(await burstTo({ port: server.port, mails: 1, session: { signIn } })).toMatchObject({
      failed: 1,
      causes: [{ cause: 'sign-in-refused', phase: 'auth' }],
    });
  });
});
