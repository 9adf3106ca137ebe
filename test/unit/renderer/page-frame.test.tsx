// @vitest-environment happy-dom
import { Input } from '@fluentui/react-components';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { foldEvents } from '../../../shared/run/fold';
import { PageFrame } from '../../../renderer/components/page-frame';
import { ok, renderPage, scriptProgram } from './page';

const state = foldEvents('20261124-120000-abc123', []);

describe('PageFrame', () => {
  it('puts the focus on its title, and takes Enter in a field and Esc', () => {
    scriptProgram({});
    const onEnter = vi.fn();
    const onEscape = vi.fn();
    renderPage(
      <PageFrame title="A page" purpose="For a test." onEnter={onEnter} onEscape={onEscape}>
        <Input aria-label="A field" />
      </PageFrame>,
      state,
    );
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'A page' }));
    fireEvent.keyDown(screen.getByRole('heading', { name: 'A page' }), { key: 'Enter' });
    expect(onEnter).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByLabelText('A field'), { key: 'Enter' });
    fireEvent.keyDown(screen.getByLabelText('A field'), { key: 'Escape' });
    expect([onEnter.mock.calls.length, onEscape.mock.calls.length]).toEqual([1, 1]);
  });

  it('goes back, shows its problem with the way out, and takes no key while it is busy', () => {
    scriptProgram({});
    const onEscape = vi.fn();
    const problem = { code: 'test', title: 'Refused.', detail: 'Login failed.', hint: 'Check the password.' };
    const opened = renderPage(
      <PageFrame title="A page" purpose="For a test." back="connect" busy problem={problem} onEscape={onEscape}>
        content
      </PageFrame>,
      state,
    );
    expect(screen.getByText(/Login failed\. Check the password\./)).toBeTruthy();
    expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true');
    fireEvent.keyDown(screen.getByRole('heading', { name: 'A page' }), { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect([onEscape.mock.calls, opened]).toEqual([[], []]);
    cleanup();
    const openedIdle = renderPage(
      <PageFrame title="A page" purpose="For a test." back="connect">
        content
      </PageFrame>,
      state,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(openedIdle).toEqual(['connect']);
  });

  it('says on every page that Database Mail is stopped, and starts it', async () => {
    const asked = scriptProgram({ 'databaseMail.start': () => ok({ ...state, queue: 'restarted' }) });
    renderPage(
      <PageFrame title="A page" purpose="For a test.">
        content
      </PageFrame>,
      { ...state, queue: 'stopped-by-run' },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Start it now' }));
    await waitFor(() => expect(screen.queryByText('Database Mail is stopped.')).toBeNull());
    expect(asked).toEqual([{ channel: 'databaseMail.start', input: {} }]);
  });

  it.each([
    [
      'servers',
      'run/in-use',
      /^This run stopped it\. Another RelayTune has the run open, .* start it with the second\.$/,
      2,
    ],
    ['servers', 'journal/damaged', /^This run stopped it\. Whether it was started again is not in what could be/, 2],
    ['practice', 'journal/damaged', /nobody’s mail waits for it\.$/, 0],
  ] as const)('of a run on %s that can only be read (%s) offers no button that could only refuse', (...row) => {
    const [mode, code, text, commands] = row;
    scriptProgram({});
    const readOnly = { code, title: 'Why.', detail: '', hint: '' };
    renderPage(
      <PageFrame title="A page" purpose="For a test.">
        content
      </PageFrame>,
      { ...state, mode, readOnly, queue: 'stopped-by-run' },
    );
    expect(screen.getByText('Database Mail may be stopped.')).toBeTruthy();
    expect(screen.getByText(text)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Start it now' })).toBeNull();
    expect(screen.queryAllByRole('button', { name: 'Copy' })).toHaveLength(commands);
  });
});
