import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Lab } from '../../electron/engine/practice/lab';
import { relayConnector, startLab } from '../support/practice-lab';

/** A session typed by hand: `say` sends a line and answers the reply's lines. */
async function session(lab: Lab, from: string, port = lab.exchange.smtpPort) {
  const socket: Socket = connect({ host: lab.exchange.smtpHost, port, localAddress: from });
  socket.setEncoding('latin1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  let text = '';
  const waiting: (() => void)[] = [];
  socket.on('data', (chunk: string) => {
    text += chunk;
    waiting.splice(0).forEach((wake) => wake());
  });
  socket.once('close', () => waiting.splice(0).forEach((wake) => wake()));
  async function reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(text)?.[0];
      if (whole !== undefined) {
        text = text.slice(whole.length);
        return whole.trimEnd();
      }
      if (socket.destroyed || socket.readableEnded) return 'closed';
      await new Promise<void>((wake) => waiting.push(wake));
    }
  }
  const say = (line: string) => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  return { socket, reply, say, greeting: await reply() };
}

/** Lab seconds that an act takes. */
async function labSeconds(lab: Lab, act: () => Promise<unknown>): Promise<number> {
  const from = lab.clock.now();
  await act();
  return (lab.clock.now() - from) / 1000;
}

describe('the practice hub', () => {
  it('takes a mail and answers as Exchange 2010 does', async () => {
    const lab = await startLab();
    lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });
    const { greeting, say } = await session(lab, lab.addresses.sqlServer);
    expect(greeting).toMatch(/^220 ex10-hub1\.corp\.example Microsoft ESMTP MAIL Service ready at /);
    expect(await say('EHLO sql01')).toContain('250-PIPELINING');
    expect(await say('MAIL FROM:<a@corp.example>')).toBe('250 2.1.0 Sender OK');
    expect(await say('RCPT TO:<anyone@elsewhere.example>')).toBe('250 2.1.5 Recipient OK');
    expect(await say('DATA')).toBe('354 Start mail input; end with <CRLF>.<CRLF>');
    expect(await say('Subject: x\r\n\r\n..dot\r\n.')).toMatch(/^250 2\.6\.0 <.+> Queued mail for delivery$/);
    expect(await say('QUIT')).toBe('221 2.0.0 Service closing transmission channel');
  });

  it('holds the final 250 for the smaller of the delivery and MaxAcknowledgementDelay', async () => {
    // A slower clock leaves room for a busy machine.
    const lab = await startLab({ factor: 4 });
    lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '2' });
    const { say } = await session(lab, lab.addresses.sqlServer);
    for (const line of ['EHLO sql01', 'MAIL FROM:<a@corp.example>', 'RCPT TO:<b@corp.example>', 'DATA'])
      await say(line);
    // A delivery takes 5 to 45 s, so the delay of 2 s is the smaller.
    const held = await labSeconds(lab, () => say('body\r\n.'));
    expect(held).toBeGreaterThanOrEqual(1.9);
    expect(held).toBeLessThan(5);
  });

  it('tarpits errors of anonymous sessions, and ends the session after five', async () => {
    const lab = await startLab();
    const { say } = await session(lab, lab.addresses.sqlServer);
    const waited = await labSeconds(lab, async () =>
      expect(await say('NONSENSE')).toBe('500 5.3.3 Unrecognized command'),
    );
    expect(waited).toBeGreaterThanOrEqual(4.9);
    for (let error = 2; error <= 5; error += 1) await say('NONSENSE');
    expect(await say('NONSENSE')).toBe('421 4.7.0 Too many errors on this connection, closing transmission channel');
  });

  it('answers the three 421s with their own words', async () => {
    const perSource = await startLab();
    perSource.directory.set(relayConnector, { MaxInboundConnectionPerSource: '1' });
    await session(perSource, perSource.addresses.sqlServer);
    expect((await session(perSource, perSource.addresses.sqlServer)).greeting).toBe(
      '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel',
    );
    // Another source has its own allowance.
    expect((await session(perSource, perSource.addresses.otherServer)).greeting).toMatch(/^220 /);

    const total = await startLab();
    total.directory.set(relayConnector, { MaxInboundConnection: '1', MaxInboundConnectionPercentagePerSource: '100' });
    await session(total, total.addresses.sqlServer);
    expect((await session(total, total.addresses.otherServer)).greeting).toBe(
      '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
    );

    const none = await startLab();
    none.directory.list();
    expect((await session(none, none.addresses.sqlServer, 2587)).greeting).toMatch(/^220 /);
  });

  it('serves others with the Default connector, which does not relay', async () => {
    const lab = await startLab();
    const { say } = await session(lab, lab.addresses.workstation);
    await say('EHLO pc');
    await say('MAIL FROM:<a@corp.example>');
    expect(await say('RCPT TO:<x@elsewhere.example>')).toBe('550 5.7.1 Unable to relay');
  });

  it('limits mails a minute on the client connector', async () => {
    const lab = await startLab();
    const { say } = await session(lab, lab.addresses.workstation, 2587);
    await say('EHLO pc');
    for (let mail = 1; mail <= 5; mail += 1) {
      expect(await say('MAIL FROM:<a@corp.example>')).toBe('250 2.1.0 Sender OK');
      if (mail < 5) await say('RSET');
    }
    await say('RSET');
    expect(await say('MAIL FROM:<a@corp.example>')).toBe(
      '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
    );
  });

  it('ends idle sessions after ConnectionInactivityTimeout', async () => {
    const lab = await startLab();
    lab.directory.set(relayConnector, { ConnectionInactivityTimeout: '00:00:10' });
    const { reply } = await session(lab, lab.addresses.sqlServer);
    const idle = await labSeconds(lab, async () =>
      expect(await reply()).toBe('451 4.7.0 Timeout waiting for client input'),
    );
    expect(idle).toBeGreaterThanOrEqual(9.9);
  });

  it('survives hostile clients', async () => {
    const lab = await startLab();
    const endless = await session(lab, lab.addresses.sqlServer);
    endless.socket.write('x'.repeat(1_000_000));
    expect(await endless.reply()).toBe('500 5.5.2 Line too long');
    const binary = await session(lab, lab.addresses.sqlServer);
    binary.socket.write(Buffer.alloc(2000, 0));
    binary.socket.destroy();
    const cut = await session(lab, lab.addresses.sqlServer);
    for (const line of ['EHLO a', 'MAIL FROM:<a@corp.example>', 'RCPT TO:<b@corp.example>', 'DATA'])
      await cut.say(line);
    cut.socket.resetAndDestroy();
    await once(cut.socket, 'close');
    const next = await session(lab, lab.addresses.sqlServer);
    expect(next.greeting).toMatch(/^220 /);
    // Commands sent all at once are answered in order.
    next.socket.write('EHLO a\r\nMAIL FROM:<a@corp.example>\r\nRCPT TO:<b@corp.example>\r\n');
    expect(await next.reply()).toContain('250 CHUNKING');
    expect(await next.reply()).toBe('250 2.1.0 Sender OK');
    expect(await next.reply()).toBe('250 2.1.5 Recipient OK');
  });
});
