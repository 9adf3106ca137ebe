import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { burstTo } from '../support/smtp-burst';
import { startScript } from '../support/smtp-script';

const never = () => new Promise<string>(() => undefined);

describe('the end of an SMTP burst', () => {
  it.each(['one-per-mail', 'pooled'] as const)(
    'ends within one second of Stop, with a partial report and no socket left: %s',
    async (connections) => {
      // Ten mails are taken; the acknowledgement of all others is held for ever.
      let taken = 0;
      const server = await startScript((line) => (line === '.' && (taken += 1) > 10 ? never() : undefined));
      const stop = new AbortController();
      const burst = burstTo({
        port: server.port,
        mails: 200,
        sessions: 20,
        connections,
        ends: [{ signal: stop.signal, reason: 'user' }],
      });
      while (taken < 30) await sleep(10);
      const stoppedAt = performance.now();
      stop.abort();
      const result = await burst;
      expect(performance.now() - stoppedAt).toBeLessThan(1000);
      expect(result).toMatchObject({
        stopped: true,
        stoppedBy: 'user',
        asked: 200,
        accepted: 10,
        failed: 0,
        unanswered: 20,
        notSent: 170,
        causes: [],
      });
      await sleep(50);
      await expect.poll(server.open).toBe(0);
    },
  );

  it('is at once where it was stopped before it began, or while its mails wait for their time', async () => {
    const server = await startScript();
    const none = await burstTo({ port: server.port, ends: [{ signal: AbortSignal.abort(), reason: 'user' }] });
    expect(none).toMatchObject({ accepted: 0, notSent: 20, stoppedBy: 'user' });
    expect(server.connections()).toBe(0);
    const startedAt = performance.now();
    const some = await burstTo({
      port: server.port,
      ratePerSecond: 0.1,
      ends: [{ signal: AbortSignal.timeout(200), reason: 'queue-length' }],
    });
    expect(performance.now() - startedAt).toBeLessThan(1200);
    expect(some).toMatchObject({ accepted: 1, notSent: 19, stoppedBy: 'queue-length' });
  });

  it('lets a mail that is whole on its way have its reply', async () => {
    const stop = new AbortController();
    const server = await startScript((line) => {
      if (line !== '.') return undefined;
      stop.abort();
      return sleep(200, '250 2.6.0 Queued mail for delivery');
    });
    const result = await burstTo({ port: server.port, sessions: 1, ends: [{ signal: stop.signal, reason: 'user' }] });
    expect(result).toMatchObject({ accepted: 1, unanswered: 0, notSent: 19 });
  });

  it('comes with the time limit', async () => {
    const server = await startScript((line) => (line.startsWith('MAIL') ? never() : undefined));
    const result = await burstTo({ port: server.port, limitMs: 5000, factor: 20 });
    expect(result).toMatchObject({ stoppedBy: 'duration', accepted: 0, failed: 0, notSent: 20 });
  });

  it.each([
    ['recipient-refused', 'RCPT', '550 5.1.1 User unknown', 1],
    ['recipient-refused', 'RCPT', '550 5.7.1 Unable to relay', 1],
    ['back-pressure', 'MAIL', '452 4.3.1 Insufficient system resources', 1],
    ['failures', 'DATA', '451 4.4.0 Something else', 10],
  ])('comes by itself: %s', async (stoppedBy, verb, reply, failures) => {
    const server = await startScript((line) => (line.startsWith(verb) ? reply : undefined));
    const result = await burstTo({ port: server.port, mails: 100, sessions: 1 });
    expect(result).toMatchObject({ stoppedBy, stopped: true, failed: failures, notSent: 100 - failures });
    expect(result.firstFailure).toMatchObject({ number: 1, text: reply });
    await expect.poll(server.open).toBe(0);
  });

  it('comes when the server is gone', async () => {
    let number = 0;
    const server = await startScript((line, { socket }) => {
      if (line === '' && (number += 1) > 3) socket.resetAndDestroy();
      return undefined;
    });
    const result = await burstTo({ port: server.port, mails: 100, sessions: 1 });
    expect(result).toMatchObject({ stoppedBy: 'contact-lost', accepted: 3, failed: 5, notSent: 92 });
    expect(result.causes).toMatchObject([{ cause: 'connection-lost', mails: 5 }]);
  });

  it('does not come for 421s, which it looks for', async () => {
    const server = await startScript((line, { number }) =>
      line === '' && number > 2
        ? '421 4.3.2 The maximum number of concurrent connections has exceeded a limit'
        : undefined,
    );
    const result = await burstTo({ port: server.port, mails: 50 });
    expect(result).toMatchObject({ stoppedBy: null, accepted: 2, failed: 48, refused421: 48 });
  });
});
