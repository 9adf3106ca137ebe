// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MeasurePage } from '../../../../renderer/pages/measure/measure-page';
import { makePlan } from '../../../support/run-fixtures';
import { fakeProgram } from '../fake-program';
import { ok, renderPage, scriptProgram } from '../page';
import { chosenRun } from '../states';
import { burst, inside, measured, panel, send, type } from './smtp-burst-page';

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
      'Send the Database Mail burst',
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
