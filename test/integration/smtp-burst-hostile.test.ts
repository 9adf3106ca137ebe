import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyClassSchema } from '../../shared/smtp/reply-class';
import { burstTo } from '../support/smtp-burst';
import { startScript } from '../support/smtp-script';

/** Limits of 5 to 120 s pass in a hundredth of it. */
const factor = 100;
const verbs = ['', 'EHLO', 'MAIL', 'RCPT', 'DATA', '.'] as const;
const phases = { '': 'banner', EHLO: 'ehlo', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data', '.': 'final' } as const;

/** One mail to a server that does this at that moment. */
async function oneMail(verb: (typeof verbs)[number], act: (socket: Socket) => string | null) {
  const server = await startScript((line, { socket }) => {
    if (verb === '' || verb === '.' ? line === verb : line.startsWith(verb)) return act(socket);
    return undefined;
  });
  const result = await burstTo({ port: server.port, mails: 1, sessions: 1, factor });
  return { server, result };
}

const drip = (socket: Socket) => {
  const timer = setInterval(() => socket.write('2'), 5);
  socket.once('close', () => clearInterval(timer));
  return null;
};

describe('an SMTP burst against a server that', () => {
  describe.each(verbs)('after "%s"', (verb) => {
    const where = verb === '.' ? { unanswered: 1, failed: 0 } : { unanswered: 0, failed: 1 };
    it.each([
      [
        'is silent',
        () => null,
        verb === '' ? 'greeting-timeout' : verb === '.' ? 'acknowledgement-timeout' : 'answer-timeout',
      ],
      [
        'drips a byte at a time',
        drip,
        verb === '' ? 'greeting-timeout' : verb === '.' ? 'acknowledgement-timeout' : 'answer-timeout',
      ],
      ['closes', (socket: Socket) => (socket.end(), null), 'connection-lost'],
      ['resets', (socket: Socket) => (socket.resetAndDestroy(), null), 'connection-lost'],
      ['stops within a reply', (socket: Socket) => (socket.end('250-hel'), null), 'connection-lost'],
      ['sends binary', () => '\x16\x03\x01\xff\xfe\x00', 'not-smtp'],
      ['sends a line without end', (socket: Socket) => (socket.write('a'.repeat(300_000)), null), 'not-smtp'],
      ['sends a reply without end', (socket: Socket) => (socket.write('250-a\r\n'.repeat(50_000)), null), 'not-smtp'],
    ])('%s', async (_name, act, cause) => {
      const { server, result } = await oneMail(verb, act);
      expect(result).toMatchObject({ asked: 1, accepted: 0, notSent: 0, ...where });
      expect(result.causes).toMatchObject([{ cause, mails: 1 }]);
      // A reset may overtake the news that there is a connection.
      expect([phases[verb], ...(verb === '' ? ['connect'] : [])]).toContain(result.causes[0]?.phase);
      expect(result.causes[0]?.example.length).toBeLessThanOrEqual(1000);
      await expect.poll(server.open).toBe(0);
    });
  });

  it('cuts a 421 off within its line: it is one all the same, and no lost contact', async () => {
    const server = await startScript((line, { socket }) => {
      if (line !== '') return undefined;
      socket.end('421 4.3.2 The maximum number of concurrent connections has exceeded a limit');
      return null;
    });
    expect(await burstTo({ port: server.port, mails: 8, sessions: 1 })).toMatchObject({
      stoppedBy: null,
      refused421: 8,
      causes: [{ cause: 'per-source-limit', phase: 'banner', mails: 8 }],
    });
  });

  it('answers ahead of what it is asked: nothing of that is taken for an acceptance', async () => {
    const server = await startScript((line) => (line === 'DATA' ? '354 go\r\n250 2.6.0 Queued' : undefined));
    expect(await burstTo({ port: server.port, mails: 2, sessions: 1 })).toMatchObject({
      accepted: 0,
      causes: [{ cause: 'not-smtp', phase: 'final', mails: 2 }],
    });
    const leaving = await startScript((line) =>
      line.startsWith('RCPT') ? '250 ok\r\n421 4.4.1 Connection timed out' : undefined,
    );
    expect(await burstTo({ port: leaving.port, mails: 1 })).toMatchObject({
      refused421: 1,
      causes: [{ cause: 'session-expired', phase: 'data' }],
    });
  });

  it('refuses connections', async () => {
    const result = await burstTo({ port: 1, mails: 3, sessions: 1 });
    expect(result).toMatchObject({ failed: 3, causes: [{ cause: 'connect-refused', phase: 'connect', mails: 3 }] });
  });

  it('answers in several lines, with bare line feeds and without texts', async () => {
    const server = await startScript((line) => {
      if (line === '') return '220-welcome\n220-to\n220';
      if (line.startsWith('MAIL')) return '250-one\r\n250-two\r\n250 three';
      return line === '.' ? '250' : undefined;
    });
    expect(await burstTo({ port: server.port, mails: 5 })).toMatchObject({ accepted: 5, causes: [] });
  });

  it(
    'says anything at all: always one named class, counts that add up, and no socket left',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...verbs),
          fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[2-5]\d\d[ -][ -~]{0,60}$/)),
          async (verb, reply) => {
            const { server, result } = await oneMail(verb, () => reply);
            expect(result.accepted + result.failed + result.unanswered + result.notSent).toBe(1);
            for (const { cause } of result.causes) expect(replyClassSchema.options).toContain(cause);
            await expect.poll(server.open).toBe(0);
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});
