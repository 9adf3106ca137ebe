// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ResultPage } from '../../../renderer/pages/result/result-page';
import type { RunState } from '../../../shared/run/state';
import type { Timeline } from '../../../shared/run/timeline';
import { makeBurst, makeChange, makeLadder, makePlan, makeSmtpBurst, makeTarget } from '../../support/run-fixtures';
import { ok, renderPage, scriptProgram } from './page';
import { chosenRun } from './states';

const course = (accepted: number, refused421: number): Timeline => ({
  sliceMs: 1000,
  slices: [{ open: 20, accepted, refused421, failed: 0 }],
});
const blind = (accepted: number): Timeline => ({
  sliceMs: 1000,
  slices: [{ open: null, accepted, refused421: 0, failed: 0 }],
});
const before: RunState['before'] = {
  ladder: makeLadder(),
  smtpBurst: makeSmtpBurst({ refused421: 23, failed: 23, accepted: 77, timeline: course(77, 23) }),
  burst: makeBurst({ failed: 43, sent: 57, timedOut: 20, p95Ms: 31_000, timeline: blind(57) }),
};
const after: RunState['after'] = {
  ladder: makeLadder({ phase: 'after', opened: 100, limit: 100 }),
  smtpBurst: makeSmtpBurst({ phase: 'after', timeline: course(100, 0) }),
  burst: makeBurst({ phase: 'after', p95Ms: 400, timeline: blind(100) }),
};
const whole = { ...chosenRun, page: 'result' as const, before, after };

describe('the result', () => {
  it('shows the verdict with its rule, and each test side by side', async () => {
    scriptProgram({});
    renderPage(<ResultPage />, whole);
    const verdict = within(screen.getByRole('region', { name: 'Verdict' }));
    expect(verdict.getByRole('heading', { name: 'Fixed' })).toBeTruthy();
    expect(verdict.getByText(/^There were per-source 421s or timeouts before; there are none after/)).toBeTruthy();
    expect(verdict.getByText('p95 31 s → 400 ms')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Sessions of one source 20 100' })).toBeTruthy();
    expect(screen.getByText('sessions of one source 20 → 100')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Sent 57 100 43 more' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Of these, refused with 421 23 0 23 fewer' })).toBeTruthy();
    expect((await screen.findAllByRole('figure')).map((figure) => figure.firstChild?.textContent)).toEqual([
      'SMTP burst, before',
      'SMTP burst, after',
      'Database Mail burst, before',
      'Database Mail burst, after',
    ]);
  });

  it('leads to the undo while something can be taken back', () => {
    scriptProgram({});
    const opened = renderPage(<ResultPage />, { ...whole, changes: [makeChange()] });
    fireEvent.click(screen.getByRole('button', { name: 'Undo…' }));
    expect(opened).toEqual(['undo']);
  });

  it.each([
    ['Finish', after],
    ['Undo…', { ...after, burst: makeBurst({ phase: 'after', failed: 60, sent: 40 }) }],
  ] as const)('has “%s” for its main button, which is the last', (name, measured) => {
    scriptProgram({});
    renderPage(<ResultPage />, { ...whole, after: measured, changes: [makeChange()] });
    expect(screen.getAllByRole('button', { name: /^(Finish|Undo…)$/ }).at(-1)?.textContent).toBe(name);
  });

  it('does not say of a changed step that it was left as it is', () => {
    scriptProgram({});
    renderPage(<ResultPage />, { ...whole, changes: [makeChange()], left: ['connections', 'timeout'] });
    expect(screen.getByText('Left as it is: Database Mail timeout.')).toBeTruthy();
    expect(screen.getByText('Not finished, and left: Connections.')).toBeTruthy();
  });

  it('does not lead there where all was taken back', () => {
    scriptProgram({});
    const changes = makeTarget().changes.map(({ setting, before, after }) => ({
      setting,
      before: after,
      after: before,
    }));
    const undone = makeChange({ plan: makePlan({ step: 'undo', targets: [makeTarget({ changes })] }) });
    renderPage(<ResultPage />, { ...whole, changes: [makeChange(), undone] });
    expect(screen.queryByRole('button', { name: 'Undo…' })).toBeNull();
  });

  it('lists what was taken back as that, in the table and in the text', async () => {
    const asked = scriptProgram({ 'clipboard.write': () => ok({}) });
    const [made] = makeTarget().changes;
    const changes = [{ setting: made?.setting ?? '', before: '100', after: '20' }];
    const undone = makeChange({ plan: makePlan({ step: 'undo', targets: [makeTarget({ changes })] }) });
    renderPage(<ResultPage />, { ...whole, changes: [makeChange(), undone] });
    const rows = within(screen.getByRole('table', { name: 'Changes' }))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map((row) => row.lastElementChild?.textContent)).toEqual(['', '', 'taken back']);
    fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    const lines = (asked[0]?.input as { text: string }).text.split('\n');
    expect(lines).toContain('  EX10-HUB1\\Relay SQL: MaxInboundConnectionPerSource 20 → 100');
    expect(lines).toContain('  EX10-HUB1\\Relay SQL: MaxInboundConnectionPerSource 100 → 20 (taken back)');
  });

  it('lists what may have been changed as that, where nothing else was changed', () => {
    scriptProgram({});
    renderPage(<ResultPage />, { ...whole, changes: [makeChange({ outcome: 'unknown' })] });
    const rows = within(screen.getByRole('table', { name: 'Changes' })).getAllByRole('row');
    expect(rows.map((row) => row.lastElementChild?.textContent)).toEqual([
      'Note',
      'not known whether it was changed',
      'not known whether it was changed',
    ]);
    expect(screen.queryByText('Nothing was changed in this run.')).toBeNull();
  });

  it('says beside each test that it is older than a change', () => {
    scriptProgram({});
    renderPage(<ResultPage />, { ...whole, outdated: ['smtpBurst'] });
    const text = 'Settings were changed after this test: test again.';
    const panel = (name: string) => within(screen.getByRole('region', { name }));
    expect(panel('SMTP burst, before and after').getByText(text)).toBeTruthy();
    expect(panel('Database Mail burst, before and after').queryByText(text)).toBeNull();
    expect(panel('Connection ladder, before and after').queryByText(text)).toBeNull();
  });

  it('draws before and after on the same axes', async () => {
    scriptProgram({});
    // Of other lengths and totals: apart, each would have axes of its own.
    const long = Array.from({ length: 9 }, () => ({ open: 3, accepted: 11, refused421: 0, failed: 0 }));
    const smtpBurst = makeSmtpBurst({ phase: 'after', timeline: { sliceMs: 1000, slices: long } });
    renderPage(<ResultPage />, { ...whole, after: { ...after, smtpBurst } });
    const panel = within(await screen.findByRole('region', { name: 'SMTP burst, before and after' }));
    const plots = await panel.findAllByRole('img', { name: /^Chart: Mails a second/ });
    const marks = plots.map((plot) => [...plot.querySelectorAll('text')].map((text) => text.textContent));
    expect(marks).toHaveLength(2);
    for (const each of marks) expect(each).toEqual(expect.arrayContaining(['100', '10']));
    expect(marks[0]).toEqual(marks[1]);
  });

  it('names one burst before and one after only where there are both', () => {
    scriptProgram({});
    renderPage(<ResultPage />, { ...whole, after: { ladder: null, smtpBurst: null, burst: null } });
    expect(screen.getByText('Verdict')).toBeTruthy();
    expect(screen.queryByText('Verdict (one burst before, one after)')).toBeNull();
  });

  it('says why the two do not compare', () => {
    scriptProgram({});
    renderPage(<ResultPage />, {
      ...whole,
      after: { ...after, burst: makeBurst({ phase: 'after', asked: 50, sent: 50 }) },
    });
    const panel = within(screen.getByRole('region', { name: 'Database Mail burst, before and after' }));
    expect(panel.getByText('Not comparable.')).toBeTruthy();
    expect(panel.getByText(/^The two bursts differ in the number of mails: 100 before, 50 after\./)).toBeTruthy();
    expect(panel.getByRole('row', { name: 'Sent 57 50' })).toBeTruthy();
  });

  it('copies as text, with the ladder and the SMTP burst', async () => {
    const asked = scriptProgram({ 'clipboard.write': () => ok({}) });
    renderPage(<ResultPage />, whole);
    fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    const { text } = asked[0]?.input as { text: string };
    for (const line of [
      'Verdict: Fixed. There were per-source 421s or timeouts before; there are none after, and every mail was sent.',
      '  p95 31 s → 400 ms',
      'Connection ladder: sessions of one source 20 → 100.',
      'SMTP burst: Better. Fewer mails failed: 23 before, 0 after (20 % or more).',
      '  421s 23 → 0',
      'Nothing was changed.',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('copies the facts of the SMTP burst once where the verdict is by it, and says what is outdated', async () => {
    const asked = scriptProgram({ 'clipboard.write': () => ok({}) });
    renderPage(<ResultPage />, { ...whole, after: { ...after, burst: null }, outdated: ['ladder'] });
    fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    const lines = (asked[0]?.input as { text: string }).text.split('\n');
    expect(lines.filter((line) => line === '  421s 23 → 0')).toHaveLength(1);
    expect(lines).toContain(
      'Connection ladder: sessions of one source 20 → 100. Settings were changed after this test: test again.',
    );
  });

  it('does not say that nothing was changed where its record could not be read whole', () => {
    const problem = { code: 'journal/damaged', title: 'The record of this run is damaged.', detail: '', hint: '' };
    renderPage(<ResultPage />, { ...whole, readOnly: problem });
    const panel = within(screen.getByRole('region', { name: 'What was changed' }));
    expect(panel.queryByText('Nothing was changed in this run.')).toBeNull();
    expect(panel.getByText(/^No change is in the part of the record that could be read; there may be/)).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'What was learnt' })).toBeNull();
  });

  it('says what was learnt in a practice run, and nothing of it on the user’s own servers', () => {
    const learnt = () => screen.queryByRole('region', { name: 'What was learnt' });
    renderPage(<ResultPage />, { ...whole, scenario: 'percentage', changes: [] });
    expect(learnt()?.textContent).toMatch(/You left the limits as they are.*The right outcome: /);
    cleanup();
    renderPage(<ResultPage />, { ...whole, mode: 'servers', scenario: '' });
    expect(learnt()).toBeNull();
  });
});
