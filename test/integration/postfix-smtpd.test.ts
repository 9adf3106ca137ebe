import { describe, expect, it } from 'vitest';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import { burstTo } from '../support/smtp-burst';
import { isSmtpdMissing, openSmtpd } from '../support/smtpd';

const refusal = '421 4.7.0 relay.example Error: too many connections from 127.0.0.1';
const timesIn = (text: string, part: string) => text.split(part).length - 1;

const climb = (port: number, most: number) =>
  climbLadder(
    { host: '127.0.0.1', port, localAddress: '127.0.0.1', most },
    new AbortController().signal,
    () => undefined,
  );

// Postfix's own daemons count here, and its own words refuse.
describe.skipIf(isSmtpdMissing)('Postfix’s smtpd', () => {
  it.each([1, 7, 20])('has its limit of %i sessions from one client found by the ladder', async (limit) => {
    const smtpd = await openSmtpd([`smtpd_client_connection_count_limit = ${limit}`]);
    const reading = await climb(smtpd.port, 30);
    expect(reading).toMatchObject({ opened: limit, limit, sourceAddress: '127.0.0.1', stopped: false });
    expect(reading.refusal).toEqual({ text: refusal, class: 'per-source-limit' });
    expect(smtpd.log()).toContain(`Connection concurrency limit exceeded: ${limit + 1} from unknown[127.0.0.1]`);
    expect(smtpd.sink.counts().mails).toBe(0);
  });

  it('has no limit found by a ladder that ends below it', async () => {
    const smtpd = await openSmtpd(['smtpd_client_connection_count_limit = 9']);
    expect(await climb(smtpd.port, 9)).toMatchObject({ opened: 9, limit: null, refusal: null });
  });

  it('refuses as many of a burst as it says in its log, and takes all others', async () => {
    // Two seconds a mail: five sessions are open then, and all others are refused.
    const smtpd = await openSmtpd(['smtpd_client_connection_count_limit = 5'], ['-W', '.:2']);
    const result = await burstTo({ port: smtpd.port, mails: 60, sessions: 12 });
    expect(result).toMatchObject({ failed: 60 - result.accepted, unanswered: 0, notSent: 0, stoppedBy: null });
    expect(result.refused421).toBeGreaterThan(0);
    expect(result.causes).toEqual([
      { cause: 'per-source-limit', phase: 'banner', mails: result.refused421, example: refusal },
    ]);
    expect(result.mostOpen).toBe(5);
    expect(timesIn(smtpd.log(), 'Connection concurrency limit exceeded')).toBe(result.refused421);
    expect(smtpd.sink.counts().mails).toBe(result.accepted);
  });

  it('takes ten mails in a minute and refuses the rest by its message rate', async () => {
    const smtpd = await openSmtpd(['smtpd_client_message_rate_limit = 10']);
    const result = await burstTo({ port: smtpd.port, mails: 20, sessions: 1, connections: 'pooled' });
    // Three failures after ten successes are more than a fifth: the burst ends there.
    expect(result).toMatchObject({ accepted: 10, failed: 3, notSent: 7, refused421: 0, stoppedBy: 'failures' });
    expect(result.causes).toMatchObject([{ cause: 'server-rate-limit', phase: 'mail', mails: 3 }]);
    expect(smtpd.sink.counts().mails).toBe(10);
  });

  it('opens ten sessions in a minute, and says the same words for more as for too many at once', async () => {
    const smtpd = await openSmtpd(['smtpd_client_connection_rate_limit = 10']);
    const result = await burstTo({ port: smtpd.port, mails: 25, sessions: 1 });
    expect(result).toMatchObject({ accepted: 10, failed: 15, refused421: 15, stoppedBy: null });
    expect(result.causes).toEqual([{ cause: 'per-source-limit', phase: 'banner', mails: 15, example: refusal }]);
    expect(timesIn(smtpd.log(), 'Connection rate limit exceeded')).toBe(15);
  });

  it('takes mails over sessions that stay open without a refusal, where there are no more of them than the limit', async () => {
    const smtpd = await openSmtpd(['smtpd_client_connection_count_limit = 5']);
    const result = await burstTo({ port: smtpd.port, mails: 60, sessions: 5, connections: 'pooled' });
    expect(result).toMatchObject({ accepted: 60, failed: 0 });
    expect(smtpd.sink.counts().mails).toBe(60);
  });
});
