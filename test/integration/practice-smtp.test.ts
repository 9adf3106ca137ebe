import { describe, expect, it } from 'vitest';
import { startHub, type PracticeHub } from '../support/practice-hub';
import { labSeconds, type SmtpSession } from '../support/smtp-session';

const tooMany = '421 4.7.0 Too many errors on this connection, closing transmission channel';

/** A session that has said EHLO, MAIL and RCPT. */
async function readyForData(hub: PracticeHub): Promise<SmtpSession> {
  const session = await hub.session();
  for (const line of ['EHLO sql01', 'MAIL FROM:<a@corp.example>', 'RCPT TO:<b@corp.example>'])
    expect(await session.say(line)).toMatch(/^250/);
  return session;
}

describe('the practice hub', () => {
  it('takes a mail and answers as Exchange 2010 does', async () => {
    const hub = await startHub({ MaxAcknowledgementDelay: '00:00:00' });
    const { greeting, say, reply } = await hub.session();
    expect(greeting).toMatch(
      /^220 ex10-hub1\.corp\.example Microsoft ESMTP MAIL Service ready at Mon, 06 May 2013 09:\d\d:\d\d \+0000$/,
    );
    expect(await say('EHLO sql01')).toBe(
      [
        `250-ex10-hub1.corp.example Hello [${hub.addresses.sqlServer}]`,
        '250-SIZE 10485760',
        '250-PIPELINING',
        '250-DSN',
        '250-ENHANCEDSTATUSCODES',
        '250 8BITMIME',
      ].join('\r\n'),
    );
    expect(await say('mail from:<a@corp.example> SIZE=40 BODY=8BITMIME')).toBe('250 2.1.0 Sender OK');
    expect(await say('RCPT TO:<anyone@elsewhere.example>')).toBe('250 2.1.5 Recipient OK');
    expect(await say('DATA')).toBe('354 Start mail input; end with <CRLF>.<CRLF>');
    expect(await say('Subject: x\r\nMessage-ID: <1@sql01>\r\n\r\n..dot\r\n.')).toBe(
      '250 2.6.0 <1@sql01> [InternalId=1] Queued mail for delivery',
    );
    // The session is free for the next mail; one without a message id gets one.
    expect(await say('MAIL FROM:<>')).toBe('250 2.1.0 Sender OK');
    expect(await say('RCPT TO:<b@corp.example>')).toBe('250 2.1.5 Recipient OK');
    await say('DATA');
    expect(await say('.')).toMatch(
      /^250 2\.6\.0 <[\da-f-]{36}@ex10-hub1\.corp\.example> \[InternalId=2\] Queued mail for delivery$/,
    );
    expect(await say('QUIT')).toBe('221 2.0.0 Service closing transmission channel');
    expect(await reply()).toBe('closed');
    const { count, last } = hub.frontEnd.delivered();
    expect(count).toBe(2);
    expect(last[0]).toEqual({
      from: 'a@corp.example',
      recipients: ['anyone@elsewhere.example'],
      subject: 'x',
      text: 'Subject: x\r\nMessage-ID: <1@sql01>\r\n\r\n.dot',
      bytes: 12 + 23 + 2 + 7,
    });
  });

  it('keeps the order of commands', async () => {
    const hub = await startHub({ TarpitInterval: '00:00:00', MaxProtocolErrors: 'unlimited' });
    const { say } = await hub.session();
    expect(await say('MAIL FROM:<a@corp.example>')).toBe('503 5.5.2 Send hello first');
    expect(await say('HELO sql01')).toBe(`250 ex10-hub1.corp.example Hello [${hub.addresses.sqlServer}]`);
    expect(await say('RCPT TO:<b@corp.example>')).toBe('503 5.5.2 Need mail command');
    expect(await say('DATA')).toBe('503 5.5.2 Need mail command');
    expect(await say('MAIL a@corp.example')).toBe('501 5.5.4 Invalid arguments');
    await say('MAIL FROM:<a@corp.example>');
    expect(await say('MAIL FROM:<a@corp.example>')).toBe('503 5.5.2 Sender already specified');
    expect(await say('DATA')).toBe('503 5.5.2 Need rcpt command');
    expect(await say('RCPT TO:<b>')).toBe('501 5.5.4 Invalid arguments');
    expect(await say('RSET')).toBe('250 2.0.0 Resetting');
    expect(await say('RCPT TO:<b@corp.example>')).toBe('503 5.5.2 Need mail command');
    expect(await say('AUTH NTLM')).toBe('504 5.7.4 Unrecognized authentication type');
    expect(await say('toString')).toBe('500 5.3.3 Unrecognized command');
  });

  it('holds the final 250 for the smaller of the delivery and MaxAcknowledgementDelay', async () => {
    // A slower clock leaves room for a busy machine.
    const hub = await startHub({ MaxAcknowledgementDelay: '00:00:02' }, 4);
    const { say } = await readyForData(hub);
    await say('DATA');
    // A delivery takes 5 to 45 s, so the delay of 2 s is the smaller.
    const held = await labSeconds(hub.clock, () => say('body\r\n.'));
    expect(held).toBeGreaterThanOrEqual(1.9);
    expect(held).toBeLessThan(4.9);
  });

  it('holds the final 250 no longer than the delivery takes', async () => {
    const hub = await startHub({ MaxAcknowledgementDelay: '00:10:00' });
    const { say } = await readyForData(hub);
    await say('DATA');
    const held = await labSeconds(hub.clock, () => say('.'));
    expect(held).toBeGreaterThanOrEqual(4.9);
    expect(held).toBeLessThan(60);
  });

  it('delivers a mail whose sender does not wait for the 250', async () => {
    const hub = await startHub();
    const { say, socket } = await readyForData(hub);
    await say('DATA');
    socket.write('Subject: impatient\r\n.\r\n');
    await hub.clock.sleep(1000);
    socket.destroy();
    expect(hub.frontEnd.delivered().last.map((mail) => mail.subject)).toEqual(['impatient']);
  });

  it.each([
    ['500 5.3.3 Unrecognized command', ['NONSENSE']],
    ['550 5.7.1 Unable to relay', ['EHLO a', 'MAIL FROM:<a@corp.example>', 'RCPT TO:<x@elsewhere.example>']],
    ['250 2.0.0 OK', ['NOOP']],
    ['252 2.1.5 Cannot VRFY user', ['VRFY b']],
    ['250 2.0.0 Resetting', ['RSET', 'RSET']],
    ['250 2.1.5 Recipient OK', ['EHLO a', 'MAIL FROM:<>', 'RCPT TO:<b@corp.example>', 'RCPT TO:<b@corp.example>']],
    ['504 5.7.4 Unrecognized authentication type', ['AUTH LOGIN']],
  ])('tarpits %s after %j', async (text, lines) => {
    const hub = await startHub();
    // The Default connector, whose tarpit is the shipped 5 s too and which does not relay.
    const { say } = await hub.session(hub.addresses.workstation);
    for (const line of lines.slice(0, -1)) expect(await labSeconds(hub.clock, () => say(line)), line).toBeLessThan(4.9);
    const waited = await labSeconds(hub.clock, async () => expect(await say(lines.at(-1) ?? '')).toBe(text));
    expect(waited).toBeGreaterThanOrEqual(4.9);
  });

  it('tarpits a repeated hello, and nothing when TarpitInterval is 0', async () => {
    const hub = await startHub();
    const slow = await hub.session();
    await slow.say('EHLO a');
    expect(await labSeconds(hub.clock, () => slow.say('HELO a'))).toBeGreaterThanOrEqual(4.9);
    hub.set('TarpitInterval', '00:00:00');
    const quick = await hub.session();
    expect(await labSeconds(hub.clock, () => quick.say('NOOP'))).toBeLessThan(4.9);
    // The open session keeps what it started with.
    expect(await labSeconds(hub.clock, () => slow.say('NOOP'))).toBeGreaterThanOrEqual(4.9);
  });

  it('ends a session after MaxProtocolErrors errors; odd commands are none', async () => {
    const hub = await startHub({ TarpitInterval: '00:00:00' });
    const { say, reply } = await hub.session();
    for (let odd = 1; odd <= 10; odd += 1) expect(await say('NOOP')).toBe('250 2.0.0 OK');
    for (let error = 1; error <= 5; error += 1) expect(await say('NONSENSE')).toBe('500 5.3.3 Unrecognized command');
    expect(await say('NONSENSE')).toBe(tooMany);
    expect(await reply()).toBe('closed');
  });
});
