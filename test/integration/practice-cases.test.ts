import { expect, it, vi } from 'vitest';
import { fittingConnectors, rankConnectors } from '../../shared/exchange/match';
import { firstAccount } from '../../shared/database-mail/first-account';
import { lessonOf } from '../../shared/practice/lessons/lessons';
import { clientOf } from '../../shared/run/client';
import type { RunState } from '../../shared/run/state';
import { decideVerdict } from '../../shared/run/verdict';
import { signIn } from '../support/practice-lab';
import { sendMail, settled } from '../support/practice-mail';
import { practiceSession } from '../support/practice-session';

// Ladders and mails in lab time, on a machine that does other things too.
vi.setConfig({ testTimeout: 60_000 });

type Session = Awaited<ReturnType<typeof practiceSession>>;

const limits = (percentage: string) =>
  ({
    step: 'connections',
    maxInboundConnectionPerSource: '100',
    maxInboundConnectionPercentagePerSource: percentage,
  }) as const;

async function climb({ ask }: Session, phase: 'before' | 'after', sourceAddress: string | null = null) {
  const { [phase]: measured } = await ask('measure.ladder', { phase, sourceAddress });
  return measured.ladder;
}

const servingIn = ({ connectors, source, hubs, accounts, connection }: RunState) =>
  fittingConnectors(
    rankConnectors(connectors, clientOf({ source, hubs, account: firstAccount(connection?.profile ?? '', accounts) })),
  ).map(({ connector }) => connector);

it('percentage: 100 are set and 20 can be held; 3 % make 30, and 12 % the 100', async () => {
  const session = await practiceSession({ scenario: 'percentage' });
  expect(await climb(session, 'before')).toMatchObject({ limit: 20, refusal: { class: 'per-source-limit' } });

  const [low] = lessonOf(await session.change(limits('3')));
  expect(low).toContain('raised MaxInboundConnectionPercentagePerSource to 3');
  expect(await climb(session, 'after')).toMatchObject({ limit: 30 });

  const lesson = lessonOf(await session.change(limits('12')));
  expect(lesson.join(' ')).toContain('refused after 20 sessions where 100 were set');
  expect(lesson.at(-1)).toContain('MaxInboundConnectionPercentagePerSource 12 or more');
  expect(await climb(session, 'after')).toMatchObject({ limit: 100 });
});

it('wrong connector: the mail comes from an address that Relay Scanners serves', async () => {
  const session = await practiceSession({ scenario: 'wrong-connector' });
  const { ask, change, lab } = session;
  const second = lab.addresses.sqlServerMail ?? '';
  expect(servingIn(await ask('runs.current', {})).map(({ name }) => name)).toEqual(['Relay SQL Server']);

  // Changed by its name: where the mail really comes from, nothing is better.
  const missed = lessonOf(await change(limits('3')));
  expect(missed[1]).toContain('You changed EX10-HUB1\\Relay SQL Server, which does not serve');
  expect(await climb(session, 'after', second)).toMatchObject({ limit: 20 });

  const proven = await ask('source.prove', {});
  expect(proven.source.addresses[0]).toMatchObject({ address: second, origin: 'message tracking log' });
  const [scanners, ...others] = servingIn(proven);
  expect([scanners?.name, others]).toEqual(['Relay Scanners', []]);
  await change({ step: 'undo', keys: null, overwrite: [] });
  await ask('connectors.choose', { guids: [scanners?.guid ?? ''] });
  const good = lessonOf(await change(limits('3')));
  expect(good[0]).toContain(`sends from ${second}`);
  expect(good[1]).toContain('You changed EX10-HUB1\\Relay Scanners, which serves that address');
  expect(await climb(session, 'after', second)).toMatchObject({ limit: 100 });
});

it('lost login: the procedure would lose it, the table keeps it', async () => {
  const { ask, change, lab } = await practiceSession({ scenario: 'lost-login' });
  const sql = await signIn(lab);
  expect(await settled(lab, sql, await sendMail(sql), await sendMail(sql, 'Alerts'))).toEqual(['sent', 'failed']);
  const failures = await sql.query("select description from msdb.dbo.sysmail_event_log where event_type = 'error'");
  expect(failures.map(({ description }) => String(description)).join()).toContain('5.7.1 Client was not authenticated');

  await ask('accounts.choose', { accountId: 2 });
  const { targets } = await ask('plan', { step: 'timeout', timeout: '60' });
  expect(targets[0]?.command).toMatch(/^UPDATE msdb\.dbo\.sysmail_server/i);
  await change({ step: 'timeout', timeout: '60' });
  expect(lessonOf(await ask('accounts.read', {}))[0]).toBe(
    'You raised the timeout of Newsletter from 20 to 60 by writing to the table alone, and its login corp\\sqlmail is still there.',
  );

  await sql.call('msdb.dbo.sysmail_update_account_sp', { account_id: 2, timeout: 61 }, []);
  expect(lessonOf(await ask('accounts.read', {}))[0]).toContain('Newsletter has lost its login');
});

it('several hubs: the first holds 20, the third 5', async () => {
  const session = await practiceSession({ scenario: 'several-hubs' });
  const { ask, change, relays } = session;
  expect(await climb(session, 'before')).toMatchObject({ limit: 20 });
  await ask('connectors.choose', { guids: relays.slice(0, 2) });
  expect(lessonOf(await change(limits('3')))[0]).toContain('and left EX10-HUB3\\Relay SQL Server');
  await ask('connectors.choose', { guids: relays.slice(2) });
  expect(await climb(session, 'after')).toMatchObject({ limit: 5 });
  expect(lessonOf(await change(limits('3')))[0]).toContain('You changed the relay connector of every hub');
  expect(await climb(session, 'after')).toMatchObject({ limit: 100 });
});

it('Exchange 2016: its own words, and MaxAcknowledgementDelay has no effect', async () => {
  const session = await practiceSession({ scenario: 'exchange-2016' });
  const { ask, change } = session;
  const { checks, hubs } = await ask('runs.current', {});
  expect(checks.find(({ id }) => id === 'exchange-version')?.outcome).toBe('warning');
  expect(hubs[0]?.adminDisplayVersion).toMatch(/^Version 15\.1/);
  expect(await climb(session, 'before')).toMatchObject({
    limit: 20,
    refusal: {
      text: '421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit, closing transmission channel',
    },
  });
  await change({ step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null });
  const state = await ask('measure.burst', { phase: 'after', mails: 3, acceptedBacklog: 0 });
  // The second copy takes from 5 s on, whatever the connector says.
  expect(state.after.burst).toMatchObject({ sent: 3, timedOut: 0 });
  expect(state.after.burst?.maxMs ?? 0).toBeGreaterThanOrEqual(5000);
  expect(lessonOf(state)[1]).toContain('You changed MaxAcknowledgementDelay, which brought nothing');
});

it(
  'service not available: refused from the first session on, and no change mends it',
  { timeout: 60_000 },
  async () => {
    const session = await practiceSession({ scenario: 'service-not-available' });
    const { ask, change } = session;
    expect(await climb(session, 'before')).toMatchObject({
      opened: 0,
      refusal: { text: '421 4.3.2 Service not available', class: 'service-not-available' },
    });
    await ask('measure.burst', { phase: 'before', mails: 5, acceptedBacklog: 0 });
    await change(limits('3'));
    const state = await ask('measure.burst', { phase: 'after', mails: 5, acceptedBacklog: 0 });
    const { verdict, rule } = decideVerdict(state);
    expect(verdict).toBe('No change');
    expect(rule).toContain('This fix cannot mend what fails here, “421: service not available”');
    const lesson = lessonOf(state);
    expect(lesson[0]).toContain('the very first session was refused');
    expect(lesson[1]).toContain('You changed 2 settings, and after that 5 of 5 mails failed as before');
  },
);
