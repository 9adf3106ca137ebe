// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ReportPanel } from '../../../renderer/pages/result/report-panel';
import { makeChange } from '../../support/run-fixtures';
import { fakeProgram } from './fake-program';
import { ok, renderPage, scriptProgram } from './page';
import { freshRun } from './states';

const enterTicket = (value: string) => {
  const field = screen.getByRole('textbox', { name: 'Ticket' });
  fireEvent.change(field, { target: { value } });
  return field;
};

describe('the panel of the report', () => {
  it.each([
    ['HTML', 'html'],
    ['PDF', 'pdf'],
    ['JSON', 'json'],
  ])('saves it as %s, and says so', async (name, kind) => {
    const asked = scriptProgram({ 'report.save': () => ok({ saved: true }) });
    renderPage(<ReportPanel />, freshRun);
    fireEvent.click(screen.getByRole('button', { name: `Save report (${name})…` }));
    expect((await screen.findByText(`The report (${name}) was saved.`)).getAttribute('aria-live')).toBe('polite');
    expect(asked).toEqual([{ channel: 'report.save', input: { kind } }]);
  });

  it('says nothing of a dialog that was cancelled', async () => {
    const program = fakeProgram();
    renderPage(<ReportPanel />, freshRun);
    fireEvent.click(screen.getByRole('button', { name: 'Save report (PDF)…' }));
    await waitFor(() => expect(program.calls).toHaveLength(1));
    await act(async () => {
      program.calls[0]?.answer(ok({ saved: false }));
      await Promise.resolve();
    });
    expect(screen.queryByText(/saved/)).toBeNull();
  });

  it('records the ticket before the report is made, once, though leaving the field and the button come together', async () => {
    const asked = scriptProgram({
      'run.ticket': () => ok({ ...freshRun, ticket: 'CHG-7' }),
      'report.save': () => ok({ saved: true }),
    });
    renderPage(<ReportPanel />, freshRun);
    fireEvent.blur(enterTicket(' CHG-7 '));
    fireEvent.click(screen.getByRole('button', { name: 'Save report (HTML)…' }));
    await screen.findByText('The report (HTML) was saved.');
    expect(asked).toEqual([
      { channel: 'run.ticket', input: { ticket: ' CHG-7 ' } },
      { channel: 'report.save', input: { kind: 'html' } },
    ]);
  });

  it('makes no report without the ticket that was entered, and says why', async () => {
    const full = {
      code: 'journal/disk-full',
      title: 'The disk is full.',
      detail: 'It was not recorded.',
      hint: 'Make room.',
    };
    const asked = scriptProgram({ 'run.ticket': () => ({ ok: false, error: full }) });
    renderPage(<ReportPanel />, freshRun);
    enterTicket('CHG-7');
    fireEvent.click(screen.getByRole('button', { name: 'Save report (HTML)…' }));
    expect(await screen.findByText('The disk is full.')).toBeTruthy();
    expect(asked.map(({ channel }) => channel)).toEqual(['run.ticket']);
  });

  it('shows why a report could not be saved', async () => {
    const denied = {
      code: 'file/denied',
      title: 'It could not be saved.',
      detail: 'Access was denied.',
      hint: 'Choose another folder.',
    };
    scriptProgram({ 'report.save': () => ({ ok: false, error: denied }) });
    renderPage(<ReportPanel />, freshRun);
    fireEvent.click(screen.getByRole('button', { name: 'Save report (JSON)…' }));
    expect(await screen.findByText('It could not be saved.')).toBeTruthy();
  });

  it('offers the scripts where something of this run stands, or may', () => {
    scriptProgram({});
    renderPage(<ReportPanel />, { ...freshRun, changes: [makeChange({ outcome: 'unknown' })] });
    expect(screen.getByRole('button', { name: 'Save the script' })).toBeTruthy();
  });

  it('and none where nothing does', () => {
    scriptProgram({});
    renderPage(<ReportPanel />, { ...freshRun, changes: [makeChange({ outcome: 'not-applied' })] });
    expect(screen.queryByRole('button', { name: 'Save the script' })).toBeNull();
  });
});
