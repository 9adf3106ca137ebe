import { describe, expect, it } from 'vitest';
import type { Quantiles, SmtpBurstResult } from '../../../../shared/run/smtp-burst';
import type { SmtpPhase } from '../../../../shared/smtp/phase';
import type { PointerFacts } from '../../../../shared/smtp/phase-pointer';
import { phasePointers } from '../../../../shared/smtp/phase-pointers';
import { makeSmtpBurst, quantiles } from '../../../support/run-fixtures';

const article: PointerFacts = {
  delays: { tarpitInterval: 5, maxAcknowledgementDelay: 30 },
  limit: 20,
  maxConnectionRatePerMinute: 1200,
  factor: 1,
};
const mended: PointerFacts = {
  delays: { tarpitInterval: 0, maxAcknowledgementDelay: 0 },
  limit: 100,
  maxConnectionRatePerMinute: 1200,
  factor: 1,
};

const slow = (phase: SmtpPhase, took: Quantiles) => [{ phase, took, since: took }];
const refused = (phase: SmtpPhase, example: string) => [{ cause: 'unknown' as const, phase, mails: 100, example }];

const find = (changes: Partial<SmtpBurstResult>, facts = article) => phasePointers(makeSmtpBurst(changes), facts);
const points = (changes: Partial<SmtpBurstResult>, facts = article) => find(changes, facts).pointers;

/** The only pointer, as it reads. */
function only(changes: Partial<SmtpBurstResult>, facts = article): string {
  const found = points(changes, facts);
  expect(found).toHaveLength(1);
  return `${found[0]?.seen} ${found[0]?.pointsTo} ${found[0]?.remedy} [${found[0]?.page ?? 'none'}]`;
}

it('says that a fast server was fast', () => {
  expect(find({})).toEqual({ pointers: [], none: { isFast: true, text: 'No phase was slow (95 % under 1 s each).' } });
});

it.each([
  'greeting-timeout',
  'answer-timeout',
  'acknowledgement-timeout',
  'connect-timeout',
  'connection-lost',
] as const)('does not call a server fast with a %s', (cause) => {
  const causes = [{ cause, phase: 'banner' as const, mails: 3, example: '' }];
  expect(find({ causes })).toEqual({
    pointers: [],
    none: {
      isFast: false,
      text: 'No phase that ended was slow, but 3 mails timed out or lost the connection: see why mails failed.',
    },
  });
});

it('concludes nothing without times', () => {
  expect(find({ phases: [] })).toEqual({ pointers: [], none: null });
});

it('counts its own lateness, which in practice is twenty times that of the wall', () => {
  const burst = { lag: { p99Ms: 50, maxMs: 90, isTrusted: true }, phases: slow('ehlo', quantiles(20, 30, 1900, 1950)) };
  expect(points(burst)).toHaveLength(1);
  expect(find(burst, { ...article, factor: 20 }).none?.text).toBe('No phase was slow (95 % under 2 s each).');
});

it('has nothing to say where the times are the tool’s own', () => {
  const lag = { p99Ms: 80, maxMs: 200, isTrusted: false };
  expect(find({ lag, phases: slow('final', quantiles(9000, 29_000, 30_000, 30_000)) })).toEqual({
    pointers: [],
    none: null,
  });
});

describe('a slow banner', () => {
  it('points to what comes before it', () => {
    expect(only({ phases: slow('banner', quantiles(900, 2000, 2400, 3000, 3100)) })).toBe(
      'The 220 banner: half within 900 ms, 95 % within 2.4 s, the slowest 3.1 s. Points to something that is asked before the banner (connection filtering, a DNS look-up of the sender), or to a busy server. No setting of this fix changes that. Look at Get-TransportAgent and at the DNS servers that the hub uses. [none]',
    );
  });

  it('points to MaxConnectionRatePerMinute where that many sessions were opened', () => {
    // 2000 sessions in 100 s are 1200 a minute.
    const burst = { asked: 2000, endedAt: '2026-11-24T11:50:40.000Z' };
    expect(only({ ...burst, phases: slow('banner', quantiles(900, 2000, 2400, 3000)) })).toContain(
      'Points to MaxConnectionRatePerMinute: about 1,200 sessions a minute were opened, and above 1,200 the server delays accepting them.',
    );
    const pooled = { ...burst, connections: 'pooled' as const };
    expect(only({ ...pooled, phases: slow('banner', quantiles(900, 2000, 2400, 3000)) })).toContain('a DNS look-up');
  });

  it('is no matter of a single straggler', () => {
    expect(points({ phases: slow('banner', quantiles(20, 30, 999, 4000)) })).toEqual([]);
  });
});

describe('a slow MAIL FROM', () => {
  it.each([
    [10_100, '10 s'],
    [15_020, '15 s'],
    [57_000, '55 s'],
  ])('of %d ms points to back pressure of about %s', (p95, step) => {
    expect(only({ phases: slow('mail', quantiles(20, 30, p95, 60_000)) })).toContain(
      `then 5 s longer each time up to 55 s (here about ${step}). No setting of this fix changes that. Look for the events 15004 to 15007`,
    );
  });

  it('of a straggler in a thousand points to nothing', () => {
    expect(points({ phases: slow('mail', quantiles(20, 30, 40, 50, 10_100, 1000)) })).toEqual([]);
    expect(points({ phases: slow('rcpt', quantiles(20, 30, 40, 50, 5000, 1000)) })).toEqual([]);
  });

  it('is not tarpit by its slowest mail', () => {
    expect(only({ phases: slow('mail', quantiles(20, 30, 1200, 1300, 5000)) })).toContain('Points to a busy server.');
  });

  it('of a second points to a busy server', () => {
    expect(only({ phases: slow('mail', quantiles(20, 30, 1200, 1300)) })).toContain('Points to a busy server.');
  });

  it('of two tarpits is tarpit where it was refused', () => {
    const phases = slow('mail', quantiles(10_000, 10_000, 10_000, 10_000));
    expect(only({ phases, causes: refused('mail', '501 5.1.7 Invalid address') })).toContain(
      'Points to tarpit: that is 2 times the connector’s TarpitInterval (5 s), and error replies were seen here.',
    );
  });
});

describe('a slow final 250', () => {
  it('points to the delayed acknowledgement', () => {
    expect(only({ phases: slow('final', quantiles(14_000, 29_000, 30_000, 30_100)) })).toBe(
      'The final 250: half within 14 s, 95 % within 30 s, the slowest 30.1 s. Points to the delayed acknowledgement: Exchange holds the final 250 until the mail is delivered, for at most 30 s (MaxAcknowledgementDelay); many waited just that long. Page 4 mends it: MaxAcknowledgementDelay 0. [efficiency]',
    );
    expect(only({ phases: slow('final', quantiles(3000, 8000, 9000, 12_000)) })).toContain(
      'for at most 30 s (MaxAcknowledgementDelay). Page 4 mends it',
    );
  });

  it('points to more than that where it took longer', () => {
    expect(only({ phases: slow('final', quantiles(30_000, 40_000, 44_000, 50_000)) })).toContain(
      'Points to more than the delayed acknowledgement, which ends after 30 s',
    );
  });

  it('points to the server itself where nothing is held back', () => {
    expect(only({ phases: slow('final', quantiles(500, 900, 1500, 1600)) }, mended)).toContain(
      'MaxAcknowledgementDelay holds nothing back here. No setting of this fix changes that. [none]',
    );
  });
});

describe('steps of TarpitInterval', () => {
  const phases = slow('rcpt', quantiles(5010, 5020, 5040, 5060));

  it('with error replies', () => {
    expect(only({ phases, causes: refused('rcpt', '550 5.1.1 User unknown') })).toBe(
      'The reply to RCPT TO: half within 5 s, 95 % within 5 s, the slowest 5.1 s. Points to tarpit: that is the connector’s TarpitInterval (5 s), and error replies were seen here. Mend what the error replies say first, or sign in; page 4 can set TarpitInterval to 0, which has its price. [efficiency]',
    );
  });

  it('without one, perhaps', () => {
    expect(only({ phases })).toContain('no error reply was seen here, so a busy server is possible too.');
  });

  it('never delay a session that is signed in, nor where it is off', () => {
    expect(only({ phases, signedIn: true })).toContain('a busy domain controller or an agent');
    expect(only({ phases }, mended)).toContain('a busy domain controller or an agent');
  });

  it('of a refused mail are not taken for the delayed acknowledgement', () => {
    expect(
      only({
        phases: slow('final', quantiles(5000, 5010, 5020, 5030)),
        causes: refused('final', '554 5.6.0 Invalid message content'),
      }),
    ).toContain('The reply to the mail itself');
  });
});

describe('a long wait for a session', () => {
  const times = { total: quantiles(30_000, 55_000, 60_000, 70_000), service: quantiles(500, 900, 2000, 2100) };

  it('points to the limit where it is below what was asked', () => {
    expect(only(times)).toBe(
      '95 % of those accepted were through within 1 min of when they were due, but within 2 s of when they began: the rest was waiting for a session (20 open at most). Points to too few sessions for how long each mail keeps one busy. Page 3 lets one source hold more than 20; page 4 makes each shorter. [connections]',
    );
  });

  it('points to the test’s own number where the connector allows more', () => {
    expect(only(times, { ...article, limit: 100 })).toContain(
      'This test asked for 50 at once, which the connector allows: page 4 makes each shorter, and more at once can be tried here. [efficiency]',
    );
  });

  it('advises page 4 only where there is a delay to end', () => {
    expect(only(times, mended)).toContain(
      'This test asked for 50 at once, which the connector allows: more at once can be tried here. [none]',
    );
    expect(only(times, { ...mended, limit: 20 })).toContain('Page 3 lets one source hold more than 20. [connections]');
  });

  it('says that no limit is known where none is', () => {
    expect(only(times, { ...mended, limit: null })).toContain(
      'This test asked for 50 at once, and no limit of the connector for one source is known: more at once can be tried here. [none]',
    );
  });

  it('is none where the mails themselves were slow', () => {
    expect(points({ total: quantiles(30_000, 55_000, 60_000, 70_000), service: quantiles(1, 1, 31_000, 1) })).toEqual(
      [],
    );
  });
});

it.each<[SmtpPhase, string]>([
  ['connect', 'a firewall that drops packets'],
  ['ehlo', 'Points to a busy server.'],
  ['starttls', 'a certificate whose revocation is looked up'],
  ['auth', 'a slow or far domain controller'],
  ['data', 'Points to a busy server.'],
  ['quit', 'Points to a busy server.'],
])('a slow %s points to its own causes', (phase, cause) => {
  expect(only({ phases: slow(phase, quantiles(100, 1500, 2000, 2100)) })).toContain(cause);
});

it('goes in the order of a session', () => {
  const found = points({
    total: quantiles(30_000, 55_000, 60_000, 70_000),
    service: quantiles(500, 900, 2000, 2100),
    phases: [...slow('banner', quantiles(1, 1, 1500, 1)), ...slow('final', quantiles(1, 1, 9000, 1))],
  });
  expect(found.map((each) => each.phase)).toEqual(['wait', 'banner', 'final']);
});
