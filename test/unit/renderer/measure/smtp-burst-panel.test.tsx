// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MeasurePage } from '../../../../renderer/pages/measure/measure-page';
import { TestPage } from '../../../../renderer/pages/test/test-page';
import type { SmtpBurstResult } from '../../../../shared/run/smtp-burst';
import type { RunState } from '../../../../shared/run/state';
import { makePlan, makeSmtpBurst, quantiles } from '../../../support/run-fixtures';
import { fakeProgram } from '../fake-program';
import { ok, renderPage, scriptProgram, type Asked } from '../page';
import { chosenRun, relay } from '../states';

const panel = () => within(screen.getByRole('region', { name: /^SMTP burst/ }));
const send = () => fireEvent.click(panel().getByRole('button', { name: /^Send the SMTP burst/ }));
const type = (label: string, value: string) => fireEvent.change(panel().getByLabelText(label), { target: { value } });
const inside = () => ok({ acceptedDomains: ['corp.example'], outside: [] });
const burst = (changes: Partial<SmtpBurstResult> = {}) =>
  makeSmtpBurst({ connectorIdentity: relay.identity, ...changes });
const measured = (before: SmtpBurstResult | null, after: SmtpBurstResult | null = null): RunState => ({
  ...chosenRun,
  before: { ladder: null, smtpBurst: before, burst: null },
  after: { ladder: null, smtpBurst: after, burst: null },
});

describe('what it asks for', () => {
  it('is a hundred mails at once in practice, one connection each', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside, 'measure.smtpBurst': () => ok(measured(burst())) });
    renderPage(<MeasurePage />, chosenRun);
    send();
    await panel().findByRole('table', { name: 'SMTP burst' });
    expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toEqual({
      phase: 'before',
      mails: 100,
      connections: 'one-per-mail',
      sessions: 50,
      ratePerSecond: null,
      sourceAddress: null,
      encrypt: false,
      signIn: null,
      acceptedOutside: [],
    });
  });

  it('is fifteen a second on real servers, where that is the most', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, { ...chosenRun, mode: 'servers' });
    type('Mails a second', '16');
    type('Mails to send by SMTP', '1001');
    type('Sessions at once', '0');
    send();
    expect(panel().getByText('Enter a number from 0.1 to 15.')).toBeTruthy();
    expect(panel().getByText('Enter a whole number from 1 to 1000.')).toBeTruthy();
    expect(panel().getByText('Enter a whole number from 1 to 600.')).toBeTruthy();
    expect(document.activeElement).toBe(panel().getByLabelText('Mails to send by SMTP'));
    type('Mails a second', '');
    expect(panel().getByText('Enter a number from 0.1 to 15.')).toBeTruthy();
    type('Mails a second', '7.5');
    type('Mails to send by SMTP', '1000');
    type('Sessions at once', '20');
    send();
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
        mails: 1000,
        sessions: 20,
        ratePerSecond: 7.5,
      }),
    );
  });

  it('takes ten thousand in practice', () => {
    scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, chosenRun);
    type('Mails to send by SMTP', '10001');
    send();
    expect(panel().getByText('Enter a whole number from 1 to 10000.')).toBeTruthy();
  });

  it('is the same after the changes as before them', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(
      <TestPage />,
      measured(
        burst({ asked: 300, sessions: 40, ratePerSecond: 12, connections: 'pooled', encrypted: true }),
        burst({ phase: 'after', asked: 7 }),
      ),
    );
    expect(panel().getByRole<HTMLInputElement>('checkbox', { name: 'Encrypt each session (STARTTLS)' }).checked).toBe(
      true,
    );
    send();
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
        phase: 'after',
        mails: 300,
        sessions: 40,
        ratePerSecond: 12,
        connections: 'pooled',
        encrypt: true,
      }),
    );
  });

  it('signs in only with a user and a password', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, chosenRun);
    fireEvent.click(panel().getByRole('button', { name: 'More choices for the SMTP burst' }));
    fireEvent.click(panel().getByRole('checkbox', { name: 'Sign in to the connector (AUTH)' }));
    type('User', 'CORP\\relay');
    send();
    expect(panel().getByText('Enter the password.')).toBeTruthy();
    expect(asked.map((each) => each.channel)).not.toContain('measure.smtpBurst');
    type('Password', 'A secret 1');
    send();
    await waitFor(() =>
      expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
        signIn: { user: 'CORP\\relay', password: 'A secret 1' },
      }),
    );
    await waitFor(() => expect(panel().getByLabelText<HTMLInputElement>('Password').value).toBe(''));
    expect(panel().getByLabelText<HTMLInputElement>('User').value).toBe('CORP\\relay');
  });

  it('signs in on real servers only in encrypted sessions', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside });
    renderPage(<MeasurePage />, { ...chosenRun, mode: 'servers' });
    fireEvent.click(panel().getByRole('button', { name: 'More choices for the SMTP burst' }));
    fireEvent.click(panel().getByRole('checkbox', { name: 'Sign in to the connector (AUTH)' }));
    type('User', 'CORP\\relay');
    type('Password', 'A secret 1');
    send();
    expect(panel().getByText(/no password is sent over an unencrypted session/)).toBeTruthy();
    const encrypt = panel().getByRole('checkbox', { name: 'Encrypt each session (STARTTLS)' });
    expect(document.activeElement).toBe(encrypt);
    expect(asked.map((each) => each.channel)).not.toContain('measure.smtpBurst');
    fireEvent.click(encrypt);
    send();
    await waitFor(() => expect(asked.map((each) => each.channel)).toContain('measure.smtpBurst'));
  });
});

describe('from where to where it sends', () => {
  const own = '10.1.5.20';
  const here = { address: '10.1.7.7', name: 'Ethernet', isSqlServer: false };
  const there = { address: own, name: 'Ethernet 2', isSqlServer: true };
  const servers = { ...chosenRun, mode: 'servers' as const };
  const choice = () => panel().findByLabelText<HTMLSelectElement>('Send from');
  const notOwn = /^This is not the SQL Server’s address/;
  const sentFrom = async (asked: readonly Asked[]) => {
    await waitFor(() => expect(asked.map((each) => each.channel)).toContain('measure.smtpBurst'));
    return (asked.find((each) => each.channel === 'measure.smtpBurst')?.input as { sourceAddress: unknown })
      .sourceAddress;
  };

  it('is from the SQL Server’s address where this computer has it, to the connector that was chosen', async () => {
    const asked = scriptProgram({
      'measure.recipients': inside,
      'measure.sources': () => ok({ sources: [here, there] }),
    });
    renderPage(<MeasurePage />, servers);
    expect((await choice()).value).toBe(own);
    expect(panel().queryByText(notOwn)).toBeNull();
    expect(panel().getByText('Goes to ex10-hub1.corp.example:25, connector EX10-HUB1\\Relay SQL Server.')).toBeTruthy();
    send();
    expect(await sentFrom(asked)).toBe(own);
  });

  it('is from what the system chooses elsewhere, with a warning', async () => {
    const asked = scriptProgram({ 'measure.recipients': inside, 'measure.sources': () => ok({ sources: [here] }) });
    renderPage(<MeasurePage />, servers);
    expect((await choice()).value).toBe('system');
    expect(panel().getByText(notOwn)).toBeTruthy();
    send();
    expect(await sentFrom(asked)).toBeNull();
  });

  it('is from where the test before was sent, whatever the one after was', async () => {
    const asked = scriptProgram({
      'measure.recipients': inside,
      'measure.sources': () => ok({ sources: [here, there] }),
    });
    renderPage(
      <TestPage />,
      measured(burst({ sourceAddress: here.address }), burst({ phase: 'after', sourceAddress: own })),
    );
    expect((await choice()).value).toBe(here.address);
    send();
    expect(await sentFrom(asked)).toBe(here.address);
  });
});

describe('whom it sends to', () => {
  it('names the mailboxes, and warns of one alone', () => {
    scriptProgram({ 'measure.recipients': inside });
    const connection = chosenRun.connection && { ...chosenRun.connection, testMailboxes: ['relay.test1@corp.example'] };
    renderPage(<MeasurePage />, { ...chosenRun, connection });
    expect(panel().getByText('Sends to your test mailbox: relay.test1@corp.example.')).toBeTruthy();
    expect(panel().getByText(/^One mailbox alone distorts the test/)).toBeTruthy();
  });

  it('sends outside the accepted domains only where that was ticked, for one test', async () => {
    const outside = ['me@elsewhere.example'];
    const asked = scriptProgram({
      'measure.recipients': () => ok({ acceptedDomains: ['corp.example'], outside }),
      'measure.smtpBurst': () => ok(measured(burst({ outside }))),
    });
    renderPage(<MeasurePage />, chosenRun);
    const box = await panel().findByRole<HTMLInputElement>('checkbox', {
      name: 'Send to me@elsewhere.example all the same',
    });
    send();
    expect(panel().getByText('Tick this, or name other mailboxes on page 1.')).toBeTruthy();
    expect(document.activeElement).toBe(box);
    expect(asked.map((each) => each.channel)).not.toContain('measure.smtpBurst');
    fireEvent.click(box);
    send();
    await panel().findByRole('table', { name: 'SMTP burst' });
    expect(asked.find((each) => each.channel === 'measure.smtpBurst')?.input).toMatchObject({
      acceptedOutside: ['me@elsewhere.example'],
    });
    expect(panel().getByRole<HTMLInputElement>('checkbox', { name: /all the same$/ }).checked).toBe(false);
  });

  it('asks for the tick with other words where the domains cannot be told', async () => {
    const outside = ['relay.test1@corp.example', 'relay.test2@corp.example'];
    scriptProgram({ 'measure.recipients': () => ok({ acceptedDomains: null, outside }) });
    renderPage(<MeasurePage />, chosenRun);
    expect(await panel().findByText(/^Exchange did not show its accepted domains to this user/)).toBeTruthy();
    expect(panel().queryByText(/outside the domains/)).toBeNull();
    expect(
      panel().getByRole('checkbox', { name: /^Send to relay\.test1@corp\.example, .* all the same$/ }),
    ).toBeTruthy();
  });
});

describe('a burst that runs', () => {
  const running = () => {
    const program = fakeProgram();
    renderPage(<MeasurePage />, { ...chosenRun, testMails: [{ marker: 'run-7f3a2b1c', mailIds: [[1, 40]] }] });
    panel().getByRole('button', { name: 'Send the SMTP burst' }).focus();
    send();
    const call = program.calls.find((each) => each.channel === 'measure.smtpBurst');
    return { program, call, end: (envelope: unknown) => act(() => Promise.resolve(call?.answer(envelope))) };
  };
  const stopped = burst({ stopped: true, stoppedBy: 'user', accepted: 12, notSent: 88 });

  it('draws its course, and Stop stops that call alone', async () => {
    const { program, call, end } = running();
    expect(await panel().findByText('SMTP burst, before (running)')).toBeTruthy();
    const timeline = { sliceMs: 250, slices: [{ open: 20, accepted: 3, refused421: 9, failed: 0 }] };
    act(() => program.push(call?.callId ?? '', { text: 'Sending…', done: 12, total: 100, counts: [], timeline }));
    expect(panel().getByText(/^Most sessions open at once 20, the limit is 20\./)).toBeTruthy();
    const stop = panel().getByRole('button', { name: 'Stop' });
    stop.focus();
    fireEvent.click(stop);
    expect(program.cancelled).toEqual([call?.callId]);
    await end(ok(measured(stopped)));
    expect(panel().getByText('Stopped after 12 mails were accepted. 88 mails of 100 were not sent.')).toBeTruthy();
    expect(panel().getByRole('row', { name: 'Accepted 12' })).toBeTruthy();
    expect(document.activeElement).toBe(panel().getByRole('button', { name: 'Send the SMTP burst again' }));
    expect(panel().getByText('The SMTP burst has ended, its result is shown.').getAttribute('aria-live')).toBe(
      'polite',
    );
  });

  it('is stopped by Esc', () => {
    const { program, call } = running();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(program.cancelled).toEqual([call?.callId]);
    expect(panel().getByRole('button', { name: 'Stopping…' })).toBeTruthy();
  });

  it('keeps its form, and holds whatever would end it', async () => {
    const { end } = running();
    expect(panel().getByLabelText<HTMLInputElement>('Sessions at once').disabled).toBe(true);
    const held = [
      'Back',
      'Skip measuring',
      'Climb the ladder',
      'Send the SMTP burst',
      'Send the test burst',
      'Remove the test mails of this run from msdb…',
    ].map((name) => screen.getByRole('button', { name }));
    for (const button of held) {
      expect(button.getAttribute('aria-disabled')).toBe('true');
      expect(button.title).toBe('A test is running: stop it first.');
    }
    await end(ok(measured(burst())));
    expect(panel().getByLabelText<HTMLInputElement>('Sessions at once').disabled).toBe(false);
    expect(screen.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled')).not.toBe('true');
  });
});

it('keeps what was entered while the removal of test mails is confirmed', async () => {
  const plan = makePlan({ step: 'remove-test-mails' });
  scriptProgram({ 'measure.recipients': inside, plan: () => ok(plan) });
  renderPage(<MeasurePage />, { ...chosenRun, testMails: [{ marker: 'run-7f3a2b1c', mailIds: [[1, 40]] }] });
  type('Sessions at once', '33');
  fireEvent.click(screen.getByRole('button', { name: 'Remove the test mails of this run from msdb…' }));
  expect(await screen.findByRole('heading', { name: 'Confirm: remove the test mails' })).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Measure first' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(panel().getByLabelText<HTMLInputElement>('Sessions at once').value).toBe('33');
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Measure first' }));
});

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
    expect(panel().getByText('failed 40 -> 0')).toBeTruthy();
  });

  it('says why the times of one side are withheld, and once what both have in common', () => {
    scriptProgram({ 'measure.recipients': inside });
    const lag = { p99Ms: 80, maxMs: 200, isTrusted: false };
    const withheld = burst({ lag, total: null, service: null, phases: [], mailboxes: 1 });
    renderPage(<TestPage />, measured(withheld, burst({ phase: 'after', mailboxes: 1 })));
    expect(panel().getByText(/^Before: No times are given: RelayTune itself was late by 80 ms/)).toBeTruthy();
    expect(panel().queryByText(/^After: No times/)).toBeNull();
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
