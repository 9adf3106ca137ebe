import { describe, expect, it } from 'vitest';
import { startHub, type PracticeHub } from '../support/practice-hub';
import { labSeconds, type SmtpSession } from '../support/smtp-session';

const perSource =
  '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel';
const total =
  '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel';

/** Opens sessions until one is refused; answers how many were held and the refusal. */
async function fill(hub: PracticeHub): Promise<{ sessions: SmtpSession[]; refusal: string }> {
  const sessions: SmtpSession[] = [];
  for (;;) {
    const session = await hub.session();
    if (!session.greeting.startsWith('220')) return { sessions, refusal: session.greeting };
    sessions.push(session);
  }
}

async function open(hub: PracticeHub, from: string, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened += 1) await hub.session(from);
}

describe("the practice hub's connection limits", () => {
  it.each([
    ['5000', '2', '20', 0, 20],
    ['5000', '2', '100', 0, 99],
    ['5000', '2', '100', 100, 97],
    ['5000', '3', '150', 0, 146],
    ['1000', '2', '20', 100, 18],
    ['500', '2', '20', 0, 10],
    ['500', '2', '20', 100, 8],
    ['unlimited', '2', '100', 0, 100],
  ])('max %s, %s %%, per source %s, %i of others: %i', async (max, percentage, source, others, limit) => {
    const hub = await startHub();
    await hub.frontEnd.admitAll(hub.addresses.otherServer, () => open(hub, hub.addresses.otherServer, others));
    hub.set('MaxInboundConnection', max);
    hub.set('MaxInboundConnectionPercentagePerSource', percentage);
    hub.set('MaxInboundConnectionPerSource', source);
    const { sessions, refusal } = await fill(hub);
    expect(sessions).toHaveLength(limit);
    expect(refusal).toBe(perSource);
  });

  it('refuse with the total limit first, in its own words', async () => {
    const hub = await startHub({ MaxInboundConnection: '3', MaxInboundConnectionPercentagePerSource: '100' });
    await hub.session(hub.addresses.otherServer);
    expect((await fill(hub)).refusal).toBe(total);
    expect((await hub.session(hub.addresses.otherServer)).greeting).toBe(total);
  });

  it('give each source its own allowance, and other connectors their own count', async () => {
    const hub = await startHub({ MaxInboundConnectionPerSource: '1' });
    await hub.session();
    const refused = await hub.session();
    expect(refused.greeting).toBe(perSource);
    expect(await refused.reply()).toBe('closed');
    expect((await hub.session(hub.addresses.otherServer)).greeting).toMatch(/^220 /);
    // Everyone else meets the Default connector, which is unlimited.
    await open(hub, hub.addresses.workstation, 25);
    expect((await hub.session(hub.addresses.workstation)).greeting).toMatch(/^220 /);
  });

  it('free a session at QUIT, when the client goes, and when it resets', async () => {
    const hub = await startHub({ MaxInboundConnectionPerSource: '3' });
    const { sessions } = await fill(hub);
    await sessions[0]?.say('QUIT');
    expect((await hub.session()).greeting).toMatch(/^220 /);
    sessions[1]?.socket.end();
    sessions[2]?.socket.resetAndDestroy();
    await hub.clock.sleep(2000);
    expect((await hub.session()).greeting).toMatch(/^220 /);
    expect((await hub.session()).greeting).toMatch(/^220 /);
    expect((await hub.session()).greeting).toBe(perSource);
  });

  it('answer "Service not available" where no connector is for the client', async () => {
    const hub = await startHub({ RemoteIPRanges: '127.0.0.1' });
    // The Default connector takes everyone; without it nobody is left for this source.
    hub.disable('Default EX10-HUB1');
    const { greeting, reply } = await hub.session();
    expect(greeting).toBe('421 4.3.2 Service not available');
    expect(await reply()).toBe('closed');
  });
});

describe("the practice hub's limits on sessions and mails", () => {
  it('ends idle sessions after ConnectionInactivityTimeout, also when the client never closes', async () => {
    const hub = await startHub({ ConnectionInactivityTimeout: '00:00:10', MaxInboundConnectionPerSource: '1' });
    const { reply } = await hub.session();
    const idle = await labSeconds(hub.clock, async () =>
      expect(await reply()).toBe('451 4.7.0 Timeout waiting for client input'),
    );
    expect(idle).toBeGreaterThanOrEqual(9.9);
    // The session counts no more.
    expect((await hub.session()).greeting).toMatch(/^220 /);
  });

  it('does not take its own delay for a silent client', async () => {
    const hub = await startHub({ ConnectionInactivityTimeout: '00:00:04', TarpitInterval: '00:00:10' });
    const { say } = await hub.session();
    expect(await say('NOOP')).toBe('250 2.0.0 OK');
  });

  it('ends sessions after ConnectionTimeout, also while a mail flows', async () => {
    const hub = await startHub({ ConnectionTimeout: '00:00:10' });
    const flowing = await hub.session();
    for (const line of ['EHLO a', 'MAIL FROM:<>', 'RCPT TO:<b@corp.example>', 'DATA']) await flowing.say(line);
    const talking = await hub.session();
    await hub.clock.sleep(11_000);
    expect(await flowing.say('a line')).toBe('421 4.4.1 Connection timed out');
    expect(await talking.say('EHLO a')).toBe('421 4.4.1 Connection timed out');
    expect(await talking.reply()).toBe('closed');
  });

  it('limits mails a minute, at MAIL FROM, unless the rate has no source', async () => {
    const hub = await startHub({ MessageRateLimit: '2' });
    const start = async (from?: string) => {
      const { say } = await hub.session(from);
      await say('EHLO a');
      return say('MAIL FROM:<a@corp.example>');
    };
    expect(await start()).toBe('250 2.1.0 Sender OK');
    expect(await start()).toBe('250 2.1.0 Sender OK');
    expect(await start()).toBe('421 4.4.2 Message submission rate for this client has exceeded the configured limit');
    expect(await start(hub.addresses.otherServer)).toBe('250 2.1.0 Sender OK');
    hub.set('MessageRateSource', 'None');
    expect(await start()).toBe('250 2.1.0 Sender OK');
  });

  it('limits recipients and sizes', async () => {
    const hub = await startHub({
      TarpitInterval: '00:00:00',
      MaxAcknowledgementDelay: '00:00:00',
      MaxRecipientsPerMessage: '2',
      MaxMessageSize: '64 KB (65,536 bytes)',
    });
    const { say } = await hub.session();
    await say('EHLO a');
    expect(await say('MAIL FROM:<> SIZE=65537')).toBe('552 5.3.4 Message size exceeds fixed maximum message size');
    await say('MAIL FROM:<> SIZE=65536');
    for (const name of ['b', 'c']) expect(await say(`RCPT TO:<${name}@corp.example>`)).toBe('250 2.1.5 Recipient OK');
    expect(await say('RCPT TO:<d@corp.example>')).toBe('452 4.5.3 Too many recipients');
    await say('DATA');
    expect(await say(`${'x'.repeat(998)}\r\n`.repeat(66) + '.')).toBe(
      '552 5.3.4 Message size exceeds fixed maximum message size',
    );
    // The next mail starts anew.
    expect(await say('MAIL FROM:<>')).toBe('250 2.1.0 Sender OK');
    expect(hub.frontEnd.delivered().count).toBe(0);
  });

  it('relays where the connector has the right, and elsewhere takes mail for its own domain alone', async () => {
    const hub = await startHub({ TarpitInterval: '00:00:00' });
    const relayed = await hub.session();
    const plain = await hub.session(hub.addresses.workstation);
    for (const { say } of [relayed, plain]) {
      await say('EHLO a');
      await say('MAIL FROM:<a@corp.example>');
      expect(await say('RCPT TO:<b@CORP.example>')).toBe('250 2.1.5 Recipient OK');
    }
    expect(await relayed.say('RCPT TO:<x@elsewhere.example>')).toBe('250 2.1.5 Recipient OK');
    expect(await plain.say('RCPT TO:<x@elsewhere.example>')).toBe('550 5.7.1 Unable to relay');
  });

  it('asks for a sign-in where anonymous users may not send', async () => {
    const hub = await startHub();
    const { say } = await hub.session(hub.addresses.workstation, 2587);
    await say('EHLO pc');
    expect(await say('MAIL FROM:<a@corp.example>')).toBe('530 5.7.1 Client was not authenticated');
  });
});
