// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MeasurePage } from '../../../../renderer/pages/measure/measure-page';
import { TestPage } from '../../../../renderer/pages/test/test-page';
import { quantiles } from '../../../support/run-fixtures';
import { renderPage, scriptProgram } from '../page';
import { burst, inside, measured, panel } from './smtp-burst-page';

describe('what it found', () => {
  const failing = burst({
    accepted: 60,
    failed: 40,
    refused421: 40,
    causes: [{ cause: 'per-source-limit', phase: 'banner', mails: 40, example: '421 4.3.2 The maximum number' }],
    firstFailure: { number: 21, phase: 'banner', cause: 'per-source-limit', text: '421 4.3.2 The maximum number' },
    phases: [
      { phase: 'final', took: quantiles(14_000, 29_000, 30_000, 30_100, 30_100, 60), since: quantiles(1, 2, 3, 4) },
    ],
  });

  it('is shown as numbers, causes with their raw text, and what the times point to', async () => {
    scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, measured(failing));
    await panel().findByRole('table', { name: 'SMTP burst' });
    for (const name of [
      'Accepted 60',
      'Of these, refused with 421 40',
      'Mails per minute (lab time) 600',
      'Of those accepted, 95 % within (lab time) 800 ms',
      /^421: too many sessions from one source 220 banner 40 One address .* 421 4\.3\.2 The maximum number$/,
    ])
      expect(panel().getByRole('row', { name })).toBeTruthy();
    expect(panel().getByText(/^The first mail that failed was number 21, at 220 banner:/)).toBeTruthy();
    const points = panel().getByRole('list', { name: 'What the times point to' });
    expect(within(points).getByText(/^Points to the delayed acknowledgement/)).toBeTruthy();
    expect(within(points).getByRole('button', { name: 'Go to page 4, Efficiency' })).toBeTruthy();
    expect(
      panel().getByText(/RelayTune’s own lateness, in this computer’s time: 3 ms \(99 %\), 12 ms at most/),
    ).toBeTruthy();
    expect(panel().getByText(/; mark of its mails “run-5a5a5a5a”\./)).toBeTruthy();
    expect(panel().getAllByText('Times are in lab time.')).toHaveLength(1);
    fireEvent.click(panel().getByRole('button', { name: 'Show the times of each phase' }));
    expect(panel().getAllByText('Times are in lab time.')).toHaveLength(2);
    expect(
      panel().getByRole('row', { name: 'The mail, to its final 250 60 14 s 29 s 30 s 30.1 s 30.1 s' }),
    ).toBeTruthy();
  });

  it('gives no times where they would be the tool’s own', () => {
    scriptProgram({ 'measure.recipients': inside });
    const lag = { p99Ms: 80, maxMs: 200, isTrusted: false };
    renderPage(<MeasurePage />, measured(burst({ lag, total: null, service: null, phases: [] })));
    expect(panel().getByRole('row', { name: 'Of those accepted, 95 % within (lab time) not given' })).toBeTruthy();
    expect(panel().queryByRole('list', { name: 'What the times point to' })).toBeNull();
    expect(panel().queryByRole('button', { name: 'Show the times of each phase' })).toBeNull();
  });

  it('stands beside what was before, with the change in words', () => {
    scriptProgram({ 'measure.recipients': inside });
    renderPage(<TestPage />, measured(failing, burst({ phase: 'after', total: quantiles(100, 200, 200, 200) })));
    for (const name of [
      'Failed 40 0 40 fewer',
      'Mails asked 100 100 the same',
      /^Of those accepted, 95 % .* 75 % shorter$/,
    ])
      expect(panel().getByRole('row', { name })).toBeTruthy();
    expect(panel().getByText('failed 40 → 0')).toBeTruthy();
  });

  it('says why the times of one side are withheld, and once what both have in common', () => {
    scriptProgram({ 'measure.recipients': inside });
    const lag = { p99Ms: 80, maxMs: 200, isTrusted: false };
    const withheld = burst({ lag, total: null, service: null, phases: [], mailboxes: 1 });
    renderPage(<TestPage />, measured(withheld, burst({ phase: 'after', mailboxes: 1 })));
    expect(panel().getByText(/^Before: No times are given: RelayTune itself was late by 80 ms/)).toBeTruthy();
    expect(panel().queryByText(/^After: No times/)).toBeNull();
    // A rate rests on times: no change of it is named, while counts have theirs.
    const endOf = (row: RegExp) => panel().getByRole('row', { name: row }).lastElementChild?.textContent;
    expect(endOf(/^Mails per minute/)).toBe('');
    expect(endOf(/^Mails asked/)).toBe('the same');
    expect(panel().getByText(/^Before and after: All mails went to one mailbox/)).toBeTruthy();
    expect(panel().queryByText(/^(After|Before): All mails/)).toBeNull();
  });

  it('names no lab time on real servers', async () => {
    scriptProgram({ 'measure.recipients': inside });
    renderPage(<TestPage />, { ...measured(failing, burst({ phase: 'after' })), mode: 'servers' });
    await panel().findByRole('table', { name: 'SMTP burst' });
    expect(panel().queryByText(/lab time/)).toBeNull();
  });

  it('says first where the two do not compare, and names no change', () => {
    scriptProgram({ 'measure.recipients': inside });
    renderPage(<TestPage />, measured(failing, burst({ phase: 'after', asked: 50, accepted: 50 })));
    expect(panel().getByText('Not comparable.')).toBeTruthy();
    expect(panel().getByText(/^The two bursts differ in the number of mails: 100 before, 50 after\./)).toBeTruthy();
    expect(panel().getByRole('row', { name: 'Failed 40 0' })).toBeTruthy();
  });
});
