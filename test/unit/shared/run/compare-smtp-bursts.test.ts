import { describe, expect, test } from 'vitest';
import { compareSmtpBursts } from '../../../../shared/run/compare-smtp-bursts';
import type { SmtpBurstResult } from '../../../../shared/run/smtp-burst';
import { decideVerdict } from '../../../../shared/run/verdict';
import type { ReplyClass } from '../../../../shared/smtp/reply-class';
import { makeBurst, makeSmtpBurst, quantiles } from '../../../support/run-fixtures';

type Changes = Partial<SmtpBurstResult>;
/** Times of which only p95 is compared. */
const p95 = (ms: number) => quantiles(ms / 2, ms, ms, ms);
const compare = (before: Changes, after: Changes) =>
  compareSmtpBursts(makeSmtpBurst(before), makeSmtpBurst({ phase: 'after', ...after }));
const failing = (cause: ReplyClass, mails: number, more: Changes = {}): Changes => ({
  accepted: 100 - mails,
  failed: mails,
  causes: [{ cause, phase: 'banner', mails, example: 'as received' }],
  ...more,
});
const late = { lag: { p99Ms: 80, maxMs: 200, isTrusted: false }, total: null, service: null };

test('421s before and none after is fixed, and the facts are those of both', () => {
  const before = failing('per-source-limit', 23, {
    refused421: 23,
    total: p95(31_000),
    perSecond: 0.41,
  });
  expect(compare(before, { total: p95(400), perSecond: 8.5, mostOpen: 40 })).toEqual({
    verdict: 'Fixed',
    rule: 'There were per-source 421s or timeouts before; there are none after, and every mail was accepted.',
    facts: [
      '421s 23 → 0',
      'timeouts 0 → 0',
      'failed 23 → 0',
      'unanswered 0 → 0',
      'accepted 77 of 100 → 100 of 100',
      'p95 31 s → 400 ms',
      'most sessions open 20 → 40',
      'mails per minute 25 → 510',
    ],
  });
});

test('mails without an acknowledgement are timeouts, and failures', () => {
  const unanswered: Changes = {
    accepted: 90,
    unanswered: 10,
    causes: [{ cause: 'acknowledgement-timeout', phase: 'final', mails: 10, example: '' }],
  };
  expect(compare(unanswered, {})).toMatchObject({ verdict: 'Fixed' });
  expect(compare(unanswered, {}).facts).toEqual(expect.arrayContaining(['timeouts 10 → 0', 'unanswered 10 → 0']));
  expect(compare({}, unanswered)).toMatchObject({
    verdict: 'Worse',
    rule: 'More mails failed: 0 before, 10 after.',
  });
});

test.each<[string, Changes, Changes, string]>([
  ['the total limit is not what is mended', failing('total-limit', 10), {}, 'Better'],
  ['slower by half', {}, { total: p95(1200) }, 'Worse'],
  ['faster by half', {}, { total: p95(400) }, 'Better'],
  ['a tenth faster', {}, { total: p95(720) }, 'No change'],
])('%s', (_name, before, after, verdict) => expect(compare(before, after).verdict).toBe(verdict));

describe('where times are withheld', () => {
  test.each([
    [late, {}],
    [{}, late],
    [late, late],
  ])('only counts are compared, and the rule says so', (before, after) => {
    expect(compare(before, after)).toMatchObject({
      verdict: 'No change',
      rule: 'No per-source 421, no timeout and no failed mail was seen, before or after. Only counts are compared: RelayTune itself was late, so its times are withheld.',
    });
  });

  test('the facts say withheld, and a fix is still a fix', () => {
    const decision = compare({ ...failing('per-source-limit', 5), ...late }, {});
    expect(decision.verdict).toBe('Fixed');
    expect(decision.facts).toContain('p95 withheld → 800 ms');
  });

  test('no change of the rate is put as a fact', () => {
    expect(compare({ perSecond: 10 }, { perSecond: 20 }).facts).toContain('mails per minute 600 → 1,200');
    expect(compare({ ...late, perSecond: 10 }, { perSecond: 20 }).facts.join()).not.toContain('per minute');
  });
});

describe('Not comparable', () => {
  test.each<[Changes, string]>([
    [{ sourceAddress: '10.1.9.9' }, 'The two bursts differ in the source address: 10.1.5.20 before, 10.1.9.9 after.'],
    [
      { connectorIdentity: 'EX10-HUB1\\Default' },
      'The two bursts differ in the receive connector: EX10-HUB1\\Relay SQL before, EX10-HUB1\\Default after.',
    ],
    [
      { port: 587 },
      'The two bursts differ in the server: ex10-hub1.corp.example:25 before, ex10-hub1.corp.example:587 after.',
    ],
    [
      { host: 'other.corp.example' },
      'The two bursts differ in the server: ex10-hub1.corp.example:25 before, other.corp.example:25 after.',
    ],
    [
      { connections: 'pooled' },
      'The two bursts differ in the use of connections: one for each mail before, open for the next mail after.',
    ],
    [{ sessions: 20 }, 'The two bursts differ in the number of sessions allowed: 50 before, 20 after.'],
    [{ ratePerSecond: 15 }, 'The two bursts differ in the rate: all at once before, 15/s after.'],
    [{ bodyBytes: 10 }, 'The two bursts differ in the size of the mails: 4096 before, 10 after.'],
    [{ asked: 50, accepted: 50 }, 'The two bursts differ in the number of mails: 100 before, 50 after.'],
    [{ mailboxes: 1 }, 'The two bursts differ in the number of test mailboxes: 2 before, 1 after.'],
    [{ encrypted: true }, 'The two bursts differ in the encryption: in the clear before, encrypted after.'],
    [{ signedIn: true }, 'The two bursts differ in the sign-in: anonymous before, signed in after.'],
  ])('%j', (after, rule) => {
    expect(compare({}, after)).toEqual({ verdict: 'Not comparable', rule, facts: [] });
  });

  test('a source that is not known is not the same source', () => {
    const unknown = { sourceAddress: '' };
    expect(compare(unknown, unknown)).toMatchObject({
      verdict: 'Not comparable',
      rule: 'The source address of the bursts is not known, so they may have come from two.',
    });
    expect(compare(unknown, {}).rule).toBe(
      'The two bursts differ in the source address: unknown before, 10.1.5.20 after.',
    );
  });

  test('nor is one that was stopped', () => {
    const changes: Changes = { stopped: true, stoppedBy: 'failures' };
    expect(compare(changes, {})).toMatchObject({
      verdict: 'Not comparable',
      rule: 'The burst before the changes was stopped, so its numbers are not whole.',
    });
    expect(compare({}, changes).rule).toBe('The burst after the changes was stopped, so its numbers are not whole.');
  });
});

describe('the verdict of a run', () => {
  const smtp = makeSmtpBurst(failing('per-source-limit', 5));
  const smtpAfter = makeSmtpBurst({ phase: 'after' });
  const database = makeBurst();
  const none = { ladder: null, smtpBurst: null, burst: null };

  test('is by the SMTP burst where Database Mail has no pair, and says so', () => {
    const before = { ...none, smtpBurst: smtp, burst: database };
    expect(
      decideVerdict({ before, after: { ...none, smtpBurst: smtpAfter }, outdated: [], changes: [] }),
    ).toMatchObject({
      verdict: 'Fixed',
      by: 'smtpBurst',
      rule: 'By the SMTP burst, since Database Mail was not tested both before and after the changes. There were per-source 421s or timeouts before; there are none after, and every mail was accepted.',
    });
  });

  test('stays with Database Mail where that has a pair, and with nothing where neither has', () => {
    const before = { ...none, smtpBurst: smtp, burst: database };
    const after = { ...none, smtpBurst: smtpAfter, burst: makeBurst({ phase: 'after' }) };
    expect(decideVerdict({ before, after, outdated: [], changes: [] }).verdict).toBe('No change');
    expect(
      decideVerdict({ before: { ...none, smtpBurst: smtp }, after: none, outdated: [], changes: [] }),
    ).toMatchObject({
      verdict: 'Not tested',
    });
  });
});
