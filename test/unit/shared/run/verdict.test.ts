import { describe, expect, test } from 'vitest';
import type { BurstResult } from '../../../../shared/run/measurement';
import { decideVerdict } from '../../../../shared/run/verdict';
import { decide } from '../../../support/decide-verdict';
import { makeSmtpBurst } from '../../../support/run-fixtures';

const perSource = (tries: number): Partial<BurstResult> => ({
  refused421: tries,
  causes: [{ cause: 'per-source-limit', mails: tries, tries, example: '4.3.2 The maximum number' }],
});
const verdict = (before: Partial<BurstResult>, after: Partial<BurstResult>) => decide(before, after).verdict;
const failing = (failed: number, more: Partial<BurstResult> = {}) => ({ failed, sent: 100 - failed, ...more });

test('the facts are those of both bursts', () => {
  const before = failing(43, { ...perSource(23), timedOut: 20, p95Ms: 31_000, perSecond: 0.41 });
  expect(decide(before, { p95Ms: 400, perSecond: 8.5 })).toEqual({
    verdict: 'Fixed',
    rule: 'There were per-source 421s or timeouts before; there are none after, and every mail was sent.',
    facts: [
      '421s 23 → 0',
      'timeouts 20 → 0',
      'failed 43 → 0',
      'sent 57 of 100 → 100 of 100',
      'p95 31 s → 400 ms',
      'mails per minute 25 → 510',
    ],
    by: 'burst',
  });
});

test('with nothing sent there is no p95 and no rate to show', () => {
  const nothing = failing(100, { timedOut: 100, p95Ms: null, p50Ms: null, maxMs: null, perSecond: null });
  const { facts } = decide(nothing, nothing);
  expect(facts).toContain('p95 none → none');
  expect(facts).toContain('mails per minute none → none');
});

describe('Fixed', () => {
  test.each([
    ['only 421s before', perSource(1)],
    ['only timeouts before', { timedOut: 1 }],
    ['slower after, but all sent', { ...perSource(5), p95Ms: 100 }],
  ])('%s', (_, before) => {
    expect(verdict(before, {})).toBe('Fixed');
  });

  test('needs every mail sent', () => {
    expect(verdict(failing(40, perSource(40)), failing(1))).toBe('Better');
  });

  test('needs no per-source 421 and no timeout after, retried or not', () => {
    expect(verdict(perSource(40), perSource(1))).toBe('No change');
    expect(verdict(perSource(40), { timedOut: 1 })).toBe('No change');
  });

  test('is not for a 421 of another kind', () => {
    const other: Partial<BurstResult> = {
      refused421: 9,
      causes: [{ cause: 'service-not-available', mails: 9, tries: 9, example: '4.3.2 Service not available' }],
    };
    expect(verdict(other, {})).toBe('No change');
  });
});

describe('Worse', () => {
  test('one more failed mail', () => {
    expect(decide(failing(0), failing(1))).toMatchObject({
      verdict: 'Worse',
      rule: 'More mails failed: 0 before, 1 after.',
    });
  });

  test('more failed mails, however much faster', () => {
    expect(verdict(failing(10, { p95Ms: 30_000 }), failing(11, { p95Ms: 10 }))).toBe('Worse');
  });

  test('p95 over 1.2 times, not at it', () => {
    expect(verdict({ p95Ms: 1000 }, { p95Ms: 1200 })).toBe('No change');
    expect(verdict({ p95Ms: 1000 }, { p95Ms: 1201 })).toBe('Worse');
  });

  test('says both times', () => {
    expect(decide({ p95Ms: 1000 }, { p95Ms: 100_400 }).rule).toBe(
      '95 % of those sent took up to 1 s before, 1 min 40 s after, which is over 1.2 times as long, and no fewer failed.',
    );
  });

  test('not with fewer failures', () => {
    expect(verdict(failing(10, { p95Ms: 1000 }), failing(9, { p95Ms: 5000 }))).toBe('No change');
    expect(verdict(failing(10, { p95Ms: 1000 }), failing(8, { p95Ms: 5000 }))).toBe('Better');
  });
});

describe('Better', () => {
  test('20 % fewer failures, not 19 %', () => {
    expect(verdict(failing(100, { p95Ms: null }), failing(80))).toBe('Better');
    expect(verdict(failing(100, { p95Ms: null }), failing(81))).toBe('No change');
    expect(verdict(failing(5), failing(4))).toBe('Better');
  });

  test('p95 down by 20 %, not by 19.9 %', () => {
    expect(verdict({ p95Ms: 1000 }, { p95Ms: 800 })).toBe('Better');
    expect(verdict({ p95Ms: 1000 }, { p95Ms: 801 })).toBe('No change');
  });

  test('says both times', () => {
    expect(decide({ p95Ms: 1000 }, { p95Ms: 500 }).rule).toBe(
      '95 % of those sent took up to 1 s before, 500 ms after: 20 % or more shorter.',
    );
  });

  test('is not the same nothing of both', () => {
    expect(verdict({ p95Ms: 0 }, { p95Ms: 0 })).toBe('No change');
  });

  test('with fewer failures does not hide that the rest took longer', () => {
    expect(decide(failing(10, { p95Ms: 1000 }), failing(2, { p95Ms: 3000 })).rule).toBe(
      'Fewer mails failed: 10 before, 2 after (20 % or more). They took longer, though: 95 % of those sent took up to 1 s before, 3 s after.',
    );
  });

  test('says how many failed', () => {
    expect(decide(failing(10, perSource(10)), failing(2, perSource(2))).rule).toBe(
      'Fewer mails failed: 10 before, 2 after (20 % or more).',
    );
  });
});

describe('what this fix cannot mend', () => {
  const causes = (...names: BurstResult['causes'][number]['cause'][]) =>
    names.map((cause) => ({ cause, mails: 9, tries: 18, example: '' }));

  test('is said where mails failed of nothing else', () => {
    const side = failing(9, { causes: causes('service-not-available') });
    expect(decide(side, side).rule).toBe(
      'Per-source 421s and timeouts: 0 before, 0 after. Failed mails: 9 before, 9 after. 95 % of those sent took up to 1 s before, 1 s after: no change of more than 20 %. This fix cannot mend what fails here, “421: service not available”: No enabled connector accepts this address, or the transport service is paused, inactive or draining. No limit causes this.',
    );
    const smtp = makeSmtpBurst({
      failed: 9,
      accepted: 91,
      causes: [{ cause: 'back-pressure', phase: 'mail', mails: 9, example: '' }],
    });
    const none = { ladder: null, burst: null };
    const state = {
      before: { ...none, smtpBurst: smtp },
      after: { ...none, smtpBurst: smtp },
      outdated: [],
      changes: [],
    };
    expect(decideVerdict(state).rule).toContain('This fix cannot mend what fails here, “452: back pressure”');
  });

  test.each([
    [failing(9, { causes: causes('service-not-available', 'timeout') })],
    [failing(9, { causes: causes('unknown') })],
    [failing(9)],
    [{ causes: causes('service-not-available') }],
  ])('is not said of what it may mend, of unknown words, or where nothing failed', (after) => {
    expect(decide(failing(9), after).rule).not.toContain('cannot mend');
  });
});

describe('No change', () => {
  test('nothing to fix was seen', () => {
    expect(decide({}, {})).toMatchObject({
      verdict: 'No change',
      rule: 'No per-source 421, no timeout and no failed mail was seen, before or after. 95 % of those sent took up to 1 s before, 1 s after: no change of more than 20 %.',
    });
  });

  test('failures of another kind are not "nothing"', () => {
    expect(decide(failing(10), failing(10))).toMatchObject({
      verdict: 'No change',
      rule: 'Per-source 421s and timeouts: 0 before, 0 after. Failed mails: 10 before, 10 after. 95 % of those sent took up to 1 s before, 1 s after: no change of more than 20 %.',
    });
  });

  test('a few fewer failures with three times the delay are told as that', () => {
    expect(decide(failing(10, perSource(10)), failing(9, { ...perSource(9), p95Ms: 3000 }))).toMatchObject({
      verdict: 'No change',
      rule: 'Per-source 421s and timeouts: 10 before, 9 after. Failed mails: 10 before, 9 after, which is less than 20 % fewer. 95 % of those sent took up to 1 s before, 3 s after: longer, but fewer failed.',
    });
  });

  test('nothing is said of times that there are not', () => {
    expect(decide(failing(100, { p95Ms: null }), failing(100, { p95Ms: null })).rule).toBe(
      'Per-source 421s and timeouts: 0 before, 0 after. Failed mails: 100 before, 100 after.',
    );
  });
});

describe('Not comparable', () => {
  test.each<[Partial<BurstResult>, string]>([
    [{ asked: 50, sent: 50 }, 'The two bursts differ in the number of mails: 100 before, 50 after.'],
    [{ bodyBytes: 8192 }, 'The two bursts differ in the size of the mails: 4096 before, 8192 after.'],
    [{ accountId: 4 }, 'The profile’s first Database Mail account was another one in each of the two bursts.'],
    [{ sourceAddress: '10.1.5.21' }, 'The two bursts differ in the source address: 10.1.5.20 before, 10.1.5.21 after.'],
    [
      { connectorIdentity: 'EX10-HUB1\\Default EX10-HUB1' },
      'The two bursts differ in the receive connector: EX10-HUB1\\Relay SQL before, EX10-HUB1\\Default EX10-HUB1 after.',
    ],
    [{ stopped: true }, 'The burst after the changes was stopped, so its numbers are not whole.'],
  ])('%j', (after, rule) => {
    expect(decide(perSource(3), after)).toMatchObject({ verdict: 'Not comparable', rule, facts: [] });
  });

  test('the one before was stopped', () => {
    expect(decide({ stopped: true }, {}).rule).toBe(
      'The burst before the changes was stopped, so its numbers are not whole.',
    );
  });
});
