import { describe, expect, it } from 'vitest';
import { startHub } from '../support/practice-hub';

describe('the practice hub and hostile clients', () => {
  it('ends a line that never ends, and frees its session though the client stays', async () => {
    const hub = await startHub({ MaxInboundConnectionPerSource: '1' });
    const { socket, reply } = await hub.session();
    socket.write('x'.repeat(1_000_000));
    expect(await reply()).toBe('500 5.5.2 Line too long');
    expect((await hub.session()).greeting).toMatch(/^220 /);
  });

  it('drops clients that do not close after their refusal', async () => {
    const hub = await startHub({ MaxInboundConnectionPerSource: '1' });
    await hub.session();
    const refused = await hub.session();
    expect(refused.greeting).toMatch(/^421 /);
    await hub.clock.sleep(11_000);
    // Nobody is there any more: the first write is answered with a reset, which the second one meets.
    refused.socket.write('EHLO deaf\r\n');
    await hub.clock.sleep(1000);
    const closed = new Promise((resolve) => refused.socket.once('close', resolve));
    refused.socket.write('QUIT\r\n');
    await closed;
    expect(refused.socket.destroyed).toBe(true);
  });

  it('takes bytes that are no text for an unknown command', async () => {
    const hub = await startHub({ TarpitInterval: '00:00:00' });
    const { socket, reply } = await hub.session();
    socket.write(Buffer.concat([Buffer.alloc(2000, 0), Buffer.from([0xff, 0xfe, 0x0d, 0x0a])]));
    expect(await reply()).toBe('500 5.3.3 Unrecognized command');
  });

  it('goes on after a reset in the middle of a mail', async () => {
    const hub = await startHub({ MaxInboundConnectionPerSource: '1' });
    const { socket, say } = await hub.session();
    for (const line of ['EHLO a', 'MAIL FROM:<>', 'RCPT TO:<b@corp.example>', 'DATA']) await say(line);
    socket.write('half a li');
    socket.resetAndDestroy();
    await hub.clock.sleep(2000);
    expect((await hub.session()).greeting).toMatch(/^220 /);
    expect(hub.frontEnd.delivered().count).toBe(0);
  });

  it('answers commands that come all at once in order, and nothing after QUIT', async () => {
    const hub = await startHub({ MaxAcknowledgementDelay: '00:00:00' });
    const { socket, reply } = await hub.session();
    socket.write(
      'EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<b@corp.example>\r\nDATA\r\nMessage-ID: <1@a>\r\n\r\nQUIT\r\n.\r\nQUIT\r\nRSET\r\nRSET\r\n',
    );
    expect(await reply()).toMatch(/^250-/);
    expect(await reply()).toBe('250 2.1.0 Sender OK');
    expect(await reply()).toBe('250 2.1.5 Recipient OK');
    expect(await reply()).toBe('354 Start mail input; end with <CRLF>.<CRLF>');
    expect(await reply()).toBe('250 2.6.0 <1@a> [InternalId=1] Queued mail for delivery');
    expect(await reply()).toBe('221 2.0.0 Service closing transmission channel');
    expect(await reply()).toBe('closed');
  });

  it('stops reading from a client that sends far more commands than it is answered', async () => {
    const hub = await startHub({ MaxProtocolErrors: 'unlimited', TarpitInterval: '00:10:00' });
    const { socket } = await hub.session();
    // 24 MB, far more than the operating system keeps for the two.
    for (let sent = 0; sent < 400; sent += 1) socket.write('NOOP\r\n'.repeat(10_000));
    await hub.clock.sleep(20_000);
    expect(socket.writableLength).toBeGreaterThan(1_000_000);
    socket.resetAndDestroy();
    expect((await hub.session()).greeting).toMatch(/^220 /);
  });
});
