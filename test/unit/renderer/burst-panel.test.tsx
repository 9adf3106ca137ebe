// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MeasurePage } from '../../../renderer/pages/measure/measure-page';
import { TestPage } from '../../../renderer/pages/test/test-page';
import type { Backlog, BurstResult } from '../../../shared/run/measurement';
import { makeBurst, makePlan, makeTarget } from '../../support/run-fixtures';
import { ok, renderPage, scriptProgram } from './page';
import { chosenRun } from './states';

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const quiet: Backlog = { unsent: 0, retrying: 0, ownWaiting: 0, lastHour: 12, examined: 4000, isComplete: true };
const busy: Backlog = { unsent: 3, retrying: 2, ownWaiting: 0, lastHour: 1500, examined: 20_000, isComplete: false };
const tick = 'Send the test mails although other mail is waiting';
const measured = (changes: Partial<BurstResult>) => ({
  ...chosenRun,
  before: { ladder: null, smtpBurst: null, burst: makeBurst(changes) },
});

describe('the server’s own mail', () => {
  it('is shown before a test', async () => {
    scriptProgram({ 'databaseMail.backlog': () => ok(quiet) });
    renderPage(<MeasurePage />, chosenRun);
    expect(await screen.findByText('Now waiting: 0 unsent, 0 retrying. Mails of the last hour: 12.')).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: tick })).toBeNull();
  });

  it('must be accepted where it waits, for one test', async () => {
    const asked = scriptProgram({
      'databaseMail.backlog': () => ok(busy),
      'measure.burst': () => ok(chosenRun),
    });
    renderPage(<MeasurePage />, chosenRun);
    expect(
      await screen.findByText(
        'Now waiting: 3 unsent, 2 retrying. Mails of the last hour: 1,500 (among the newest 20,000 mails).',
      ),
    ).toBeTruthy();
    const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: tick });
    click('Send the Database Mail burst');
    expect(screen.getByText('Tick this, or wait and look again.')).toBeTruthy();
    expect(document.activeElement).toBe(box());
    expect(asked.map((each) => each.channel)).not.toContain('measure.burst');

    fireEvent.click(box());
    click('Send the Database Mail burst');
    await waitFor(() => expect(asked.filter((each) => each.channel === 'databaseMail.backlog')).toHaveLength(2));
    expect(asked.find((each) => each.channel === 'measure.burst')?.input).toEqual({
      phase: 'before',
      mails: 100,
      acceptedBacklog: 5,
    });
    await waitFor(() => expect(box().checked).toBe(false));
  });

  it('must be accepted anew after each look, and as many are sent as were shown', async () => {
    let waiting = busy;
    const asked = scriptProgram({
      'databaseMail.backlog': () => ok(waiting),
      'measure.burst': () => ok(chosenRun),
    });
    renderPage(<MeasurePage />, chosenRun);
    const box = () => screen.findByRole<HTMLInputElement>('checkbox', { name: tick });
    fireEvent.click(await box());
    expect((await box()).checked).toBe(true);
    waiting = { ...busy, unsent: 400 };
    click('Look again');
    await screen.findByText(/^Now waiting: 400 unsent/);
    expect((await box()).checked).toBe(false);
    click('Send the Database Mail burst');
    expect(screen.getByText('Tick this, or wait and look again.')).toBeTruthy();
    fireEvent.click(await box());
    click('Send the Database Mail burst');
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.burst')?.input).toEqual({
        phase: 'before',
        mails: 100,
        acceptedBacklog: 402,
      }),
    );
  });

  it('does not count our own, which are named apart', async () => {
    scriptProgram({ 'databaseMail.backlog': () => ok({ ...quiet, ownWaiting: 40 }) });
    renderPage(<MeasurePage />, chosenRun);
    expect(
      await screen.findByText(
        'Now waiting: 0 unsent, 0 retrying. 40 test mails of RelayTune wait besides: a new test competes with them. Mails of the last hour: 12.',
      ),
    ).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: tick })).toBeNull();
  });

  it('can be looked at again, and says why where it cannot be read', async () => {
    let isReadable = false;
    const problem = { code: 'sql/timeout', title: 'SQL Server did not answer in time.', detail: 'x', hint: 'y' };
    scriptProgram({ 'databaseMail.backlog': () => (isReadable ? ok(quiet) : { ok: false, error: problem }) });
    renderPage(<MeasurePage />, chosenRun);
    expect(await screen.findByText('SQL Server did not answer in time.')).toBeTruthy();
    isReadable = true;
    click('Look again');
    expect(await screen.findByText(/^Now waiting: 0 unsent/)).toBeTruthy();
  });
});

describe('the result of a burst', () => {
  const failing: Partial<BurstResult> = {
    sent: 61,
    failed: 39,
    retried: 55,
    causes: [{ cause: 'timeout', mails: 22, tries: 30, example: 'The operation has timed out.' }],
    firstFailure: { number: 21, mailitemId: 1021, cause: 'timeout', text: 'The operation has timed out.' },
    perSecond: 0.5,
    mayArriveTwice: 9,
    foreignCount: 2,
    foreign: [
      { mailitemId: 900, when: '2026-11-24T11:51:07', cause: 'timeout', status: 'retrying', profile: 'Orders' },
      { mailitemId: 950, when: null, cause: null, status: 'failed', profile: null },
    ],
  };

  it('shows numbers, causes, what may arrive twice, and whose mail suffered', () => {
    scriptProgram({ 'databaseMail.backlog': () => ok(quiet) });
    renderPage(<MeasurePage />, measured(failing));
    for (const name of [
      'Tried again 55',
      'Mails per minute (lab time) 30',
      'Most in one second (lab time) 9',
      'Of those sent, 99 % within (lab time) 1.5 s',
      'SQL sessions of the Database Mail process at once, at most (not its SMTP sessions) 2',
      '900 2026-11-24 11:51:07 Timed out retrying Orders',
      '950 not in the log not in the log failed none any more',
    ])
      expect(screen.getByRole('row', { name })).toBeTruthy();
    expect(screen.getByText(/The first try that failed was of mail 21: “The operation has timed out\.”/)).toBeTruthy();
    expect(screen.getByText(/^Up to 9 test mails may arrive twice/)).toBeTruthy();
    expect(screen.getByText('2 mails of other senders failed or were retried meanwhile.')).toBeTruthy();
  });

  it('says what cannot be seen, and names no lab time on real servers', () => {
    scriptProgram({ 'databaseMail.backlog': () => ok(quiet) });
    renderPage(<MeasurePage />, { ...measured({ databaseMailSessions: null, perSecond: null }), mode: 'servers' });
    expect(screen.getByRole('row', { name: /process at once.* not visible to this login$/ })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Mails per minute none' })).toBeTruthy();
    expect(screen.queryByText(/lab time/)).toBeNull();
  });
});

describe.each([
  ['measure', <MeasurePage key="measure" />],
  ['test', <TestPage key="test" />],
])('test mails on page %s', (_, page) => {
  const withMails = {
    ...chosenRun,
    testMails: [
      { marker: 'run-7f3a2b1c', mailIds: [[1, 40] as [number, number]] },
      { marker: 'run-00c0ffee', mailIds: [[41, 60] as [number, number], [70, 149] as [number, number]] },
    ],
  };

  it('show their mark, to copy', async () => {
    const asked = scriptProgram({ 'clipboard.write': () => ok({}) });
    renderPage(page, withMails);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '[run-7f3a2b1c, 40 mailsCopy run-7f3a2b1c',
      '[run-00c0ffee, 100 mailsCopy run-00c0ffee',
    ]);
    click('Copy run-7f3a2b1c');
    await waitFor(() => expect(asked).toContainEqual({ channel: 'clipboard.write', input: { text: '[run-7f3a2b1c' } }));
  });

  it('are removed after the confirmation screen with the very SQL', async () => {
    const target = makeTarget({
      kind: 'test-mails',
      name: '40 test mails of run-7f3a2b1c, ids 1 to 40',
      changes: [{ setting: 'Rows in sysmail_mailitems', before: '40', after: '0' }],
      command: 'DELETE FROM msdb.dbo.sysmail_mailitems …',
    });
    const plan = makePlan({ step: 'remove-test-mails', targets: [target] });
    const change = {
      plan,
      target: 0,
      announcedAt: '2026-11-24T12:10:00.000Z',
      outcome: 'applied' as const,
      readBack: { 'Rows in sysmail_mailitems': '0' },
      warnings: [],
      problem: null,
    };
    const asked = scriptProgram({
      plan: () => ok(plan),
      apply: () => ok({ ...withMails, changes: [change] }),
    });
    renderPage(page, withMails);
    click('Remove the test mails of this run from msdb…');
    expect(await screen.findByText('DELETE FROM msdb.dbo.sysmail_mailitems …')).toBeTruthy();
    expect(asked).toContainEqual({ channel: 'plan', input: { step: 'remove-test-mails' } });
    click('Delete these test mails from msdb');
    expect(await screen.findByText('Done, and read back.')).toBeTruthy();
    expect(screen.getByText(/Rows in sysmail_mailitems 40 → 0/)).toBeTruthy();
  });
});

it('looks for the mails of a test that was cut off', async () => {
  const problem = { code: 'connect/sign-in-again', title: 'Sign in to SQL Server again.', detail: 'x', hint: 'y' };
  let isSignedIn = false;
  const asked = scriptProgram({
    'databaseMail.backlog': () => ok(quiet),
    'changes.settle': () =>
      isSignedIn
        ? ok({ ...chosenRun, testMails: [{ marker: 'run-7f3a2b1c', mailIds: [[1, 40]] }] })
        : { ok: false, error: problem },
  });
  renderPage(<MeasurePage />, { ...chosenRun, cutOff: [{ id: '7f3a2b1c', afterMailId: 0 }] });
  expect(screen.getByText(/^A test was cut off, and may have queued more mails.*\(\[run-7f3a2b1c\)/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Remove the test mails/ })).toBeNull();
  click('Look for its mails');
  expect(await screen.findByText('Sign in to SQL Server again.')).toBeTruthy();
  isSignedIn = true;
  click('Look for its mails');
  expect(await screen.findByText(/, 40 mails/)).toBeTruthy();
  expect(screen.queryByText(/^A test was cut off/)).toBeNull();
  expect(screen.getByRole('button', { name: /^Remove the test mails/ })).toBeTruthy();
  expect(asked.filter((each) => each.channel === 'changes.settle')).toHaveLength(2);
});

it('shows what a test that was cut off left behind', async () => {
  const problem = { code: 'burst/interrupted', title: 'The test was cut off after 40 mails.', detail: 'x', hint: 'y' };
  const left = { ...chosenRun, testMails: [{ marker: 'run-7f3a2b1c', mailIds: [[1, 40]] }] };
  scriptProgram({
    'databaseMail.backlog': () => ok(quiet),
    'measure.burst': () => ({ ok: false, error: problem }),
    'runs.current': () => ok(left),
  });
  renderPage(<MeasurePage />, chosenRun);
  click('Send the Database Mail burst');
  expect(await screen.findByText('The test was cut off after 40 mails.')).toBeTruthy();
  expect(await screen.findByText('[run-7f3a2b1c')).toBeTruthy();
});
