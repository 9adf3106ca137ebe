import { describe, expect, it } from 'vitest';
import { isPostfixMissing } from '../support/postfix-tools';
import { burstTo } from '../support/smtp-burst';
import { openSink } from '../support/open-sink';

describe.skipIf(isPostfixMissing)('sendSmtpBurst against Postfix’s smtp-sink', () => {
  it('counts what the sink counts: a session and a mail each', async () => {
    const sink = await openSink();
    const result = await burstTo({ port: sink.port, mails: 1000, sessions: 50 });
    expect(result).toMatchObject({ accepted: 1000, failed: 0, unanswered: 0, notSent: 0, stoppedBy: null, causes: [] });
    await expect.poll(sink.counts).toEqual({ sessions: 1000, quits: 1000, mails: 1000 });
  });

  it('counts what the sink counts: as many sessions as were allowed, and all mails over them', async () => {
    const sink = await openSink();
    const result = await burstTo({ port: sink.port, mails: 1000, sessions: 20, connections: 'pooled' });
    expect(result).toMatchObject({ accepted: 1000, failed: 0, mostOpen: 20 });
    await expect.poll(sink.counts).toEqual({ sessions: 20, quits: 20, mails: 1000 });
  });

  it('has 500 sessions open at once', async () => {
    // Each mail is answered after six seconds: time enough to open all the others.
    const sink = await openSink('-m', '600', '-W', '.:6');
    const result = await burstTo({ port: sink.port, mails: 500, sessions: 500 });
    expect(result).toMatchObject({ accepted: 500, failed: 0, mostOpen: 500 });
    await expect.poll(sink.counts).toEqual({ sessions: 500, quits: 500, mails: 500 });
  });

  // Where the machine has no time for it, the burst gives no times.
  it('finds a second in the phase that took it', { retry: 3 }, async () => {
    const sink = await openSink('-W', 'MAIL:1');
    const { phases } = await burstTo({ port: sink.port, mails: 20, sessions: 20 });
    const took = (phase: string) => phases.find((each) => each.phase === phase)?.took.p50 ?? 0;
    expect(took('mail')).toBeGreaterThanOrEqual(1000);
    expect(took('mail')).toBeLessThan(1050);
    expect(took('rcpt')).toBeLessThan(100);
    expect(took('final')).toBeLessThan(100);
  });

  it.each([
    ['CONNECT', 'banner'],
    ['EHLO', 'ehlo'],
    ['MAIL', 'mail'],
    ['RCPT', 'rcpt'],
    ['DATA', 'data'],
    ['.', 'final'],
  ] as const)('gives one 421 a mail where the sink says 421 to %s, and goes on to the end', async (command, phase) => {
    const sink = await openSink('-Q', command);
    const result = await burstTo({ port: sink.port, mails: 40 });
    expect(result).toMatchObject({ accepted: 0, failed: 40, refused421: 40, unanswered: 0, stoppedBy: null });
    expect(result.causes).toEqual([
      { cause: 'unknown', phase, mails: 40, example: '421 4.0.0 Server closing connection' },
    ]);
    await expect.poll(() => sink.counts().sessions).toBe(40);
  });

  it.each([
    ['MAIL', 'mail'],
    ['RCPT', 'rcpt'],
    ['DATA', 'data'],
    ['.', 'final'],
  ] as const)('ends after ten mails where the sink says 450 to each %s', async (command, phase) => {
    const sink = await openSink('-r', command);
    const result = await burstTo({ port: sink.port, mails: 40, sessions: 1 });
    expect(result).toMatchObject({ accepted: 0, failed: 10, refused421: 0, notSent: 30, stoppedBy: 'failures' });
    expect(result.causes).toEqual([{ cause: 'unknown', phase, mails: 10, example: '450 4.3.0 Error: command failed' }]);
  });

  it('ends at the first recipient that the sink refuses for good', async () => {
    const sink = await openSink('-f', 'RCPT');
    const result = await burstTo({ port: sink.port, mails: 40, sessions: 1 });
    expect(result).toMatchObject({ failed: 1, notSent: 39, stoppedBy: 'recipient-refused' });
    expect(result.firstFailure).toMatchObject({ number: 1, phase: 'rcpt', text: '500 5.3.0 Error: command failed' });
  });

  it('counts apart what the sink took whole and never answered', async () => {
    const sink = await openSink('-q', '.');
    const result = await burstTo({ port: sink.port, mails: 40, sessions: 1 });
    expect(result).toMatchObject({ accepted: 0, failed: 0, unanswered: 10, notSent: 30, stoppedBy: 'failures' });
    expect(result.causes).toMatchObject([{ cause: 'connection-lost', phase: 'final', mails: 10 }]);
  });

  it('ends when the sink hangs up on five in a row before it says a word', async () => {
    const sink = await openSink('-q', 'CONNECT');
    const result = await burstTo({ port: sink.port, mails: 40, sessions: 1 });
    expect(result).toMatchObject({ accepted: 0, failed: 5, notSent: 35, stoppedBy: 'contact-lost' });
  });
});
