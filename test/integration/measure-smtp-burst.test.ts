import { describe, expect, it } from 'vitest';
import type { Progress } from '../../shared/contract';
import { runStateSchema } from '../../shared/run/state';
import { isLong } from '../support/is-long';
import { connections, startProgram } from '../support/practice-program';
import { plainSmtpBurst } from '../support/practice-steps';

describe('measure.smtpBurst', () => {
  it(
    'shows the limit before the change and none of it after, as the page asks for it',
    // A computer that stands still for a moment gives no times.
    { timeout: 60_000, retry: 2 },
    async () => {
      const { call, ask, connectPractice, change } = startProgram();
      await connectPractice();
      const updates: Progress[] = [];
      const answer = await call('measure.smtpBurst', plainSmtpBurst, { progress: (update) => updates.push(update) });
      const before = runStateSchema.parse(answer.ok ? answer.value : null).before.smtpBurst;
      expect(before).toMatchObject({
        kind: 'smtpBurst',
        phase: 'before',
        connectorIdentity: 'EX10-HUB1\\Relay SQL Server',
        asked: 100,
        stopped: false,
        outside: [],
        ratePerSecond: null,
        encrypted: false,
        mailboxes: 5,
        unanswered: 0,
        queueWatched: true,
      });
      expect(before?.mostOpen).toBe(20);
      expect(before?.refused421).toBeGreaterThan(0);
      expect(before?.causes).toMatchObject([{ cause: 'per-source-limit', phase: 'banner', mails: before?.refused421 }]);
      expect((before?.accepted ?? 0) + (before?.failed ?? 0)).toBe(100);
      // MaxAcknowledgementDelay is 30 s, delivery takes 5 to 45 s.
      const final = before?.phases.find(({ phase }) => phase === 'final')?.took;
      expect(final?.p50).toBeGreaterThan(10_000);
      expect(final?.max).toBeLessThan(33_000);
      const last = updates.at(-1);
      expect(last?.timeline?.slices.length).toBeGreaterThan(0);
      expect(last?.counts.map(({ name }) => name)).toEqual([
        'Accepted',
        'Refused with 421',
        'Failed otherwise',
        'Sessions open',
      ]);

      await change(connections);
      await change({ step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null });
      const after = (await ask('measure.smtpBurst', { ...plainSmtpBurst, phase: 'after' })).after.smtpBurst;
      expect(after).toMatchObject({ accepted: 100, failed: 0, refused421: 0, causes: [], firstFailure: null });
      expect(after?.sourceAddress).toBe(before?.sourceAddress);
    },
  );

  it('refuses mailboxes outside the accepted domains until they were accepted, and records them', async () => {
    const { ask, call } = startProgram();
    await ask('runs.create', { mode: 'practice', scenario: 'article' });
    const { connection, sqlPassword } = await ask('connect.suggest', {});
    const testMailboxes = ['relay.test1@corp.example', 'somebody@elsewhere.example'];
    await ask('connect.check', { connection: { ...connection, testMailboxes }, sqlPassword });
    await ask('connectors.read', {});
    const { connectors } = await ask('accounts.read', {});
    const relay = connectors.find(({ identity }) => identity === 'EX10-HUB1\\Relay SQL Server');
    await ask('connectors.choose', { guids: [relay?.guid ?? ''] });
    expect(await call('measure.smtpBurst', { ...plainSmtpBurst, mails: 4 })).toMatchObject({
      ok: false,
      error: { code: 'burst/outside-domain' },
    });
    const acceptedOutside = ['somebody@elsewhere.example'];
    const { before } = await ask('measure.smtpBurst', { ...plainSmtpBurst, mails: 4, acceptedOutside });
    expect(before.smtpBurst).toMatchObject({ accepted: 4, outside: acceptedOutside, mailboxes: 2 });
  });

  it('ends within a second of Stop, and its partial result is the run’s', async () => {
    const { call, connectPractice } = startProgram();
    await connectPractice();
    const stop = new AbortController();
    let stoppedAt = 0;
    const answer = await call(
      'measure.smtpBurst',
      { ...plainSmtpBurst, mails: 2000 },
      {
        signal: stop.signal,
        progress: ({ done }) => {
          if (done < 40 || stop.signal.aborted) return;
          stoppedAt = performance.now();
          stop.abort();
        },
      },
    );
    expect(performance.now() - stoppedAt).toBeLessThan(1000);
    const { before, measuring } = runStateSchema.parse(answer.ok ? answer.value : null);
    expect(measuring).toBeNull();
    expect(before.smtpBurst).toMatchObject({ stopped: true, stoppedBy: 'user', asked: 2000 });
    expect(before.smtpBurst?.notSent).toBeGreaterThan(1000);
  });

  it('sends from the address that was chosen, and from no other computer’s', async () => {
    const { ask, call, connectPractice } = startProgram();
    await connectPractice();
    expect(await call('measure.smtpBurst', { ...plainSmtpBurst, sourceAddress: '10.99.99.99' })).toMatchObject({
      ok: false,
      error: { code: 'measure/not-own-address' },
    });
    const { sources } = await ask('measure.sources', {});
    const other = sources.find(({ isSqlServer }) => !isSqlServer)?.address ?? null;
    expect(other).not.toBeNull();
    const { before } = await ask('measure.smtpBurst', { ...plainSmtpBurst, mails: 2, sourceAddress: other });
    expect(before.smtpBurst?.sourceAddress).toBe(other);
  });

  // The lab works in the same process here; in full in the long tests.
  const many = isLong ? 10_000 : 2000;

  it(`runs ${many} mails in bounded memory`, { timeout: 120_000 }, async () => {
    const { ask, connectPractice, change } = startProgram();
    await connectPractice();
    await change({ step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null });
    const usedBefore = process.memoryUsage().rss;
    const { after } = await ask('measure.smtpBurst', { ...plainSmtpBurst, phase: 'after', mails: many, sessions: 20 });
    expect(after.smtpBurst).toMatchObject({ asked: many, accepted: many, failed: 0 });
    expect(JSON.stringify(after.smtpBurst).length).toBeLessThan(40_000);
    expect(process.memoryUsage().rss - usedBefore).toBeLessThan(250_000_000);
  });
});
