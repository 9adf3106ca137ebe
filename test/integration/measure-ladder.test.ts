import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addressOf } from '../../electron/engine/handlers/measure-ladder';
import { serverSite } from '../../electron/engine/server-site';
import { askPowerShell, openConnections } from '../../electron/engine/smtp/open-sessions';
import type { Progress } from '../../shared/contract';
import { serve } from '../support/hostile-server';
import { powerShell } from '../support/powershell';
import { startProgram } from '../support/practice-program';
import { smtpSession } from '../support/smtp-session';

const isMissing = powerShell === null && process.env.CI !== 'true';
const before = { phase: 'before' as const };

async function startRun() {
  const program = startProgram({ practice: { powerShell: null } });
  return { ...program, state: await program.connectPractice() };
}

describe('measure.ladder', { timeout: 60_000 }, () => {
  it('can be climbed from each address of the practice servers, and tells which it was', async () => {
    const { ask, state } = await startRun();
    const { sources } = await ask('measure.sources', {});
    const own = state.source.addresses[0]?.address ?? '';
    expect(sources.map(({ name, isSqlServer }) => [name, isSqlServer])).toEqual([
      ['SQL01', true],
      ['workstation', false],
    ]);
    const climbed = (await ask('measure.ladder', { ...before, sourceAddress: null })).before.ladder;
    expect(climbed).toMatchObject({ sourceAddress: own, origin: 'here', limit: 20, opened: 20, alreadyOpen: 0 });
    const [, workstation = { address: '' }] = sources;
    const other = await ask('measure.ladder', { ...before, sourceAddress: workstation.address });
    expect(other.before.ladder?.sourceAddress).toBe(workstation.address);
  });

  it('refuses an address that this computer does not have, and opens nothing', async () => {
    const { call, ask } = await startRun();
    expect(await call('measure.ladder', { ...before, sourceAddress: '10.1.5.20' })).toMatchObject({
      ok: false,
      error: { code: 'measure/not-own-address', hint: expect.stringContaining('ladder.ps1') as string },
    });
    expect((await ask('runs.current', {})).before.ladder).toBeNull();
  });

  it('opens nothing when it is stopped while it prepares, and keeps no result', async () => {
    const { call, ask } = await startRun();
    const stop = new AbortController();
    stop.abort();
    const sent: Progress[] = [];
    const progress = (update: Progress) => void sent.push(update);
    expect(
      await call('measure.ladder', { ...before, sourceAddress: null }, { signal: stop.signal, progress }),
    ).toMatchObject({
      ok: false,
      error: { title: 'Stopped.' },
    });
    expect(sent).toEqual([]);
    expect(await ask('runs.current', {})).toMatchObject({ before: { ladder: null }, measuring: null });
  });

  it('adds the sessions that were open before: together they are the limit', async () => {
    const { ask, state } = await startRun();
    const own = state.source.addresses[0]?.address ?? '';
    const first = (await ask('measure.ladder', { ...before, sourceAddress: null })).before.ladder;
    const { host, port } = first ?? { host: '', port: 0 };
    for (let opened = 0; opened < 3; opened += 1) await smtpSession(host, port, own);
    const ladder = (await ask('measure.ladder', { ...before, sourceAddress: null })).before.ladder;
    expect(ladder).toMatchObject({ opened: 17, alreadyOpen: 3, limit: 20 });
  });

  // The 1500 ms that it may take more are 300 here, which a busy computer can need.
  it('shows MaxConnectionRatePerMinute in greetings that come late, in the lab’s time', { retry: 2 }, async () => {
    const { ask, connectPractice } = startProgram({
      practice: {
        powerShell: null,
        factor: 5,
        relay: { attributes: { MaxInboundConnectionPerSource: '6' }, faults: { connectionsPerMinute: 20 } },
      },
    });
    await connectPractice();
    // The checks of page 1 have opened a session, too: its three seconds are over after 0.6 here.
    await sleep(1000);
    const ladder = (await ask('measure.ladder', { ...before, sourceAddress: null })).before.ladder;
    expect(ladder).toMatchObject({ limit: 6, slow: { session: 2 } });
    const { tookMs = 0, perMinute = 0 } = ladder?.slow ?? {};
    // One each three seconds of theirs: less a timer's haste, more what a busy computer adds.
    expect(tookMs).toBeGreaterThan(2500);
    expect(tookMs).toBeLessThan(4500);
    expect(perMinute).toBeGreaterThan(10);
    expect(perMinute).toBeLessThan(25);
  });

  it('tells its course, four times a second at most, and keeps it', async () => {
    const { call, ask } = await startRun();
    const updates: [number, Progress][] = [];
    const progress = (update: Progress) => void updates.push([performance.now(), update]);
    await call('measure.ladder', { ...before, sourceAddress: null }, { progress });
    expect(updates[0]?.[1]).toMatchObject({ total: 25, timeline: { sliceMs: 250 } });
    const times = updates.map(([at]) => at);
    expect(times.slice(1).filter((at, index) => at - (times[index] ?? 0) < 249)).toEqual([]);
    const { slices } = (await ask('runs.current', {})).before.ladder?.timeline ?? { slices: [] };
    const sum = (of: 'accepted' | 'refused421') => slices.reduce((total, slice) => total + slice[of], 0);
    expect([sum('accepted'), sum('refused421'), Math.max(...slices.map((slice) => slice.open ?? 0))]).toEqual([
      20, 3, 20,
    ]);
  });
});

describe('ladder.import', { timeout: 60_000 }, () => {
  it('records nothing of a result that is not this run’s', async () => {
    const { call, ask } = await startRun();
    expect(await call('ladder.import', { ...before, text: '{"format":1}' })).toMatchObject({
      ok: false,
      error: { code: 'ladder/not-a-result' },
    });
    const { before: measured, measuring } = await ask('runs.current', {});
    expect([measured.ladder, measuring]).toEqual([null, null]);
  });
});

describe('the connections of this computer', () => {
  it('are counted by both their ends', async () => {
    const { port } = await serve((socket) => socket.write('220 ready\r\n'));
    await smtpSession('127.0.0.1', port, '127.0.0.1');
    await smtpSession('127.0.0.1', port, '127.0.0.2');
    const ends = [
      { local: '127.0.0.1', remote: '127.0.0.1' },
      { local: '127.0.0.2', remote: '127.0.0.1' },
    ];
    const sorted = (found: typeof ends | null) => found?.sort((a, b) => a.local.localeCompare(b.local));
    expect(sorted(await openConnections({ host: '127.0.0.1', port }, powerShell))).toEqual(ends);
    expect(await openConnections({ host: '127.0.0.3', port }, powerShell)).toEqual([]);
    if (!isMissing) expect(sorted(await askPowerShell(powerShell ?? '', port))).toEqual(ends);
  });

  it.runIf(process.platform === 'linux')('are not told of a server whose family is not read', async () => {
    expect(await openConnections({ host: '::1', port: 25 }, null)).toBeNull();
  });
});

describe('the server’s address', () => {
  const resolving = (...found: string[]) => {
    const site = serverSite('', null);
    onTestFinished(() => site.close());
    return { ...site, resolve: () => Promise.resolve(found) };
  };

  it('is IPv4 where any will do, and of the family that is sent from elsewhere', async () => {
    const both = resolving('2001:db8::25', '10.1.5.10');
    expect(await addressOf(both, 'hub', undefined)).toBe('10.1.5.10');
    expect(await addressOf(both, 'hub', '2001:db8::7')).toBe('2001:db8::25');
    expect(await addressOf(resolving('2001:db8::25'), 'hub', undefined)).toBe('2001:db8::25');
  });
});
