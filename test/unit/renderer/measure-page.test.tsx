// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MeasurePage } from '../../../renderer/pages/measure/measure-page';
import { TestPage } from '../../../renderer/pages/test/test-page';
import { makeBurst, makeLadder, makeSmtpBurst } from '../../support/run-fixtures';
import { fakeProgram } from './fake-program';
import { ok, renderPage, scriptProgram, type Asked } from './page';
import { chosenRun, relay } from './states';

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const mails = () => screen.getByLabelText('Mails');
const readings = ['databaseMail.backlog', 'measure.recipients', 'measure.sources'];
/** What was asked besides what every look at the page reads. */
const acts = (asked: readonly Asked[]) => asked.filter((each) => !readings.includes(each.channel));
const ladder = makeLadder({ connectorIdentity: relay.identity });

describe('MeasurePage', () => {
  it('sends 100 mails unless told otherwise, and compares nothing before they were sent', async () => {
    const burst = makeBurst({ sent: 61, failed: 39, refused421: 80, timedOut: 22 });
    const measured = { ...chosenRun, before: { ladder: null, smtpBurst: null, burst } };
    const asked = scriptProgram({ 'measure.burst': () => ok(measured) });
    const opened = renderPage(<MeasurePage />, chosenRun);
    click('Send the Database Mail burst');
    expect(await screen.findByRole('row', { name: 'Tries timed out 22' })).toBeTruthy();
    expect(acts(asked)).toEqual([
      { channel: 'measure.burst', input: { phase: 'before', mails: 100, acceptedBacklog: 0 } },
    ]);
    click('Next');
    await waitFor(() => expect(opened).toEqual(['connections']));
    expect(asked.map((each) => each.channel)).not.toContain('step.leave');
  });

  it('was measured where only the SMTP burst was sent', () => {
    scriptProgram({});
    renderPage(<MeasurePage />, { ...chosenRun, before: { ladder: null, smtpBurst: makeSmtpBurst(), burst: null } });
    expect(screen.getByRole('button', { name: 'Next' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Skip measuring' })).toBeNull();
  });

  it.each([
    [makeBurst({ asked: 300 }), makeBurst({ asked: 7 }), '300'],
    [makeBurst({ asked: 37, stopped: true }), makeBurst({ asked: 7 }), '7'],
    [makeBurst({ asked: 37, stopped: true }), null, '100'],
  ])('sends as many mails after as before, unless that test was stopped (%#)', (before, after, mailsShown) => {
    scriptProgram({});
    renderPage(<TestPage />, {
      ...chosenRun,
      before: { ladder: null, smtpBurst: null, burst: before },
      after: { ladder: null, smtpBurst: null, burst: after },
    });
    expect(screen.getByLabelText<HTMLInputElement>('Mails').value).toBe(mailsShown);
  });

  it('puts the focus on what is wrong with the very test that was asked for', () => {
    scriptProgram({});
    renderPage(<MeasurePage />, chosenRun);
    fireEvent.change(screen.getByLabelText('Sessions at once'), { target: { value: '0' } });
    click('Send the SMTP burst');
    fireEvent.change(mails(), { target: { value: '0' } });
    click('Send the Database Mail burst');
    expect(document.activeElement).toBe(mails());
  });

  it.each(['0', '1001', '-5', '10.5', '1e2', 'many', ''])('says what to enter instead of %j mails', (typed) => {
    const asked = scriptProgram({});
    renderPage(<MeasurePage />, chosenRun);
    fireEvent.change(mails(), { target: { value: typed } });
    click('Send the Database Mail burst');
    expect(screen.getByText('Enter a whole number from 1 to 1000.')).toBeTruthy();
    expect(acts(asked)).toEqual([]);
  });

  it('says what the ladder measured and what was expected', async () => {
    const measured = { ...chosenRun, before: { ladder, smtpBurst: null, burst: null } };
    const asked = scriptProgram({ 'measure.ladder': () => ok(measured) });
    renderPage(<MeasurePage />, chosenRun);
    // Both panels that choose an address say so.
    await screen.findAllByText('No answer to measure.sources.');
    click('Climb the ladder');
    expect(await screen.findByText('As expected (20).')).toBeTruthy();
    expect(screen.getByText(/421 4\.3\.2 The maximum number of concurrent connections/)).toBeTruthy();
    expect(acts(asked)).toEqual([{ channel: 'measure.ladder', input: { phase: 'before', sourceAddress: null } }]);
  });

  it('shows the counts while mails are sent, and Stop stops that call alone', () => {
    const program = fakeProgram();
    renderPage(<MeasurePage />, chosenRun);
    const send = screen.getByRole('button', { name: 'Send the Database Mail burst' });
    send.focus();
    fireEvent.click(send);
    const burst = program.calls.find((each) => each.channel === 'measure.burst');
    const counts = [
      { name: 'Queued', value: 40 },
      { name: 'Sent', value: 12 },
    ];
    act(() => program.push(burst?.callId ?? '', { text: 'Queueing the test mails…', done: 12, total: 100, counts }));
    expect(screen.getByText('12')).toBeTruthy();
    expect(screen.getByText(/28 mails already queued will still be sent/)).toBeTruthy();
    expect(document.activeElement).toBe(send);
    click('Stop');
    expect(program.cancelled).toEqual([burst?.callId]);
  });

  it('records that measuring was skipped, and goes on', async () => {
    const asked = scriptProgram({ 'step.leave': () => ok({ ...chosenRun, left: ['measure'] }) });
    const opened = renderPage(<MeasurePage />, chosenRun);
    click('Skip measuring');
    await waitFor(() => expect(opened).toEqual(['connections']));
    expect(acts(asked)).toEqual([{ channel: 'step.leave', input: { step: 'measure' } }]);
  });

  it('stays where it is when skipping could not be recorded', async () => {
    scriptProgram({});
    const opened = renderPage(<MeasurePage />, chosenRun);
    click('Skip measuring');
    expect(await screen.findByText('No answer to step.leave.')).toBeTruthy();
    expect(opened).toEqual([]);
  });
});
