import { describe, expect, it } from 'vitest';
import type { SmtpFaults } from '../../electron/engine/practice/smtp/faults';
import { startHub, type PracticeHub } from '../support/practice-hub';
import { labSeconds, type SmtpSession } from '../support/smtp-session';

const quick = { MaxAcknowledgementDelay: '00:00:00' };
const hubWith = (faults: SmtpFaults, factor = 20) => startHub(quick, factor, faults);

/** A session that has said EHLO. */
async function greeted(hub: PracticeHub): Promise<SmtpSession> {
  const session = await hub.session();
  await session.say('EHLO sql01');
  return session;
}

/** A mail up to the first refusal: its reply, or the last one. */
async function send({ say }: SmtpSession): Promise<string> {
  const lines = ['MAIL FROM:<a@corp.example>', 'RCPT TO:<b@corp.example>', 'DATA', 'Subject: x\r\n\r\ntext\r\n.'];
  let reply = '';
  for (const line of lines) {
    reply = await say(line);
    if (!/^[23]/.test(reply)) return reply;
  }
  return reply;
}

describe('answers that the hub was told to give', () => {
  it.each([
    ['MAIL', '452 4.3.1 Insufficient system resources'],
    ['RCPT', '550 5.1.1 User unknown'],
    ['DATA', '451 4.3.2 System not accepting network messages'],
    ['final', '451 4.4.0 Message failed to be made redundant'],
  ] as const)('come at the second %s alone, over all sessions', async (to, reply) => {
    const hub = await hubWith({ answers: [{ to, number: 2, reply }] });
    expect(await send(await greeted(hub))).toContain('Queued mail for delivery');
    const second = await greeted(hub);
    expect(await send(second)).toBe(reply);
    expect(await second.say('RSET')).toBe('250 2.0.0 Resetting');
    expect(await send(second)).toContain('Queued mail for delivery');
    expect(hub.frontEnd.delivered().count).toBe(2);
  });

  it('end the session with 421', async () => {
    const hub = await hubWith({ answers: [{ to: 'MAIL', number: 1, reply: '421 4.3.2 Service not available' }] });
    const session = await greeted(hub);
    expect(await session.say('MAIL FROM:<a@corp.example>')).toBe('421 4.3.2 Service not available');
    expect(await session.reply()).toBe('closed');
  });

  it('can be silence: after the final dot the mail is taken all the same', async () => {
    const hub = await hubWith({ answers: [{ to: 'final', number: 1, reply: '' }] });
    const session = await greeted(hub);
    for (const line of ['MAIL FROM:<a@corp.example>', 'RCPT TO:<b@corp.example>', 'DATA']) await session.say(line);
    session.socket.write('Subject: x\r\n\r\ntext\r\n.\r\n');
    // The next reply is that to the next command.
    expect(await session.say('RSET')).toBe('250 2.0.0 Resetting');
    expect(hub.frontEnd.delivered().count).toBe(1);
  });
});

it(
  'back pressure holds MAIL for 10 s, five more each time up to 55, and then refuses it',
  { timeout: 60_000 },
  async () => {
    const hub = await hubWith({ backPressure: true });
    const { say } = await greeted(hub);
    for (const wanted of [10, 15, 20, 25, 30, 35, 40, 45, 50, 55]) {
      const took = await labSeconds(hub.clock, async () => {
        expect(await say('MAIL FROM:<a@corp.example>')).toBe('250 2.1.0 Sender OK');
      });
      expect(took).toBeGreaterThanOrEqual(wanted);
      await say('EHLO again');
    }
    expect(await say('MAIL FROM:<a@corp.example>')).toBe('452 4.3.1 Insufficient system resources');
  },
);

it('a paused service answers each connection with 421 and closes', async () => {
  const hub = await hubWith({ paused: true });
  const session = await hub.session();
  expect(session.greeting).toBe('421 4.3.2 Service not available');
  expect(await session.reply()).toBe('closed');
});

it('MaxConnectionRatePerMinute lets in one connection after the other, and refuses none', async () => {
  const hub = await hubWith({ connectionsPerMinute: 60 });
  const took = await labSeconds(hub.clock, async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => hub.session()));
    expect(sessions.map((session) => session.greeting.slice(0, 4))).toEqual(Array(6).fill('220 '));
  });
  // The first comes in at once, the sixth five seconds later.
  expect(took).toBeGreaterThanOrEqual(5);
});
