// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { foldEvents } from '../../../shared/run/fold';
import type { RunSummary } from '../../../shared/run/state';
import { StartPage } from '../../../renderer/pages/start/start-page';
import { draw, ok, scriptProgram } from './page';

const state = foldEvents('20261124-120000-abc123', []);
const summary: RunSummary = {
  id: state.id,
  mode: 'practice',
  scenario: 'article',
  startedAt: '2026-11-24T12:00:00.000Z',
  page: 'timeout',
  ended: false,
  changesApplied: 2,
  canUndo: true,
  queueStopped: false,
  problem: null,
};

describe('StartPage', () => {
  it('puts a Database Mail that a run left stopped before anything else, and starts it', async () => {
    const stopped = { ...state, queue: 'stopped-by-run' as const };
    const started = { ...state, queue: 'restarted' as const };
    const asked = scriptProgram({
      'runs.list': () => ok([{ ...summary, queueStopped: true }]),
      'runs.open': () => ok(stopped),
      'databaseMail.start': () => ok(started),
    });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    const bar = await screen.findByText('Database Mail was stopped by this run.');
    const practice = screen.getByRole('heading', { name: 'Practice' });
    expect(bar.compareDocumentPosition(practice) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Start it now' }));
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(started));
    expect(asked.map((each) => each.channel)).toEqual(['runs.list', 'start.info', 'runs.open', 'databaseMail.start']);
  });

  it('does not start what somebody else has started since', async () => {
    const asked = scriptProgram({
      'runs.list': () => ok([{ ...summary, queueStopped: true }]),
      'runs.open': () => ok({ ...state, queue: 'restarted' }),
    });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Start it now' }));
    await waitFor(() => expect(onOpen).toHaveBeenCalled());
    expect(asked.map((each) => each.channel)).not.toContain('databaseMail.start');
  });

  it('says of a run that can only be read that it may be stopped, and how to start it by hand', async () => {
    const problem = { code: 'journal/damaged', title: 'The record of this run is damaged.', detail: '', hint: '' };
    const damaged = { ...summary, mode: 'servers' as const, scenario: '', queueStopped: true, problem };
    const asked = scriptProgram({ 'runs.list': () => ok([damaged]), 'clipboard.write': () => ok({}) });
    draw(<StartPage onOpen={vi.fn()} />);
    expect(await screen.findByText('Database Mail may be stopped.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Start it now' })).toBeNull();
    screen.getAllByRole('button', { name: 'Copy' }).forEach((copy) => fireEvent.click(copy));
    await waitFor(() => expect(asked).toHaveLength(4));
    expect(asked.slice(2).map(({ input }) => input)).toEqual([
      { text: 'EXEC msdb.dbo.sysmail_help_status_sp;' },
      { text: 'EXEC msdb.dbo.sysmail_start_sp;' },
    ]);
  });

  it('starts what it can before it says of another that it may be stopped', async () => {
    const problem = { code: 'run/in-use', title: 'In use.', detail: '', hint: '' };
    const runs = [
      { ...summary, id: 'b', queueStopped: true, problem },
      { ...summary, queueStopped: true },
    ];
    scriptProgram({ 'runs.list': () => ok(runs) });
    draw(<StartPage onOpen={vi.fn()} />);
    expect(await screen.findByRole('button', { name: 'Start it now' })).toBeTruthy();
  });

  it('opens an ended run where what it changed can be taken back', async () => {
    const opened = { ...state, page: 'undo' as const };
    const asked = scriptProgram({
      'runs.list': () =>
        ok([
          { ...summary, ended: true },
          // Changed, and taken back since.
          { ...summary, id: 'b', canUndo: false },
        ]),
      'runs.open': () => ok({ ...state, ended: true }),
      'page.open': () => ok(opened),
    });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    fireEvent.click(await screen.findByRole('button', { name: /^Undo what the run of/ }));
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(opened));
    expect(asked.slice(2)).toEqual([
      { channel: 'runs.open', input: { runId: summary.id } },
      { channel: 'page.open', input: { page: 'undo' } },
    ]);
  });

  it('offers the undo of a run of whose changes it is only known that they may stand', async () => {
    scriptProgram({ 'runs.list': () => ok([{ ...summary, changesApplied: 0 }]) });
    draw(<StartPage onOpen={vi.fn()} />);
    expect(await screen.findByRole('button', { name: /^Undo what the run of/ })).toBeTruthy();
    expect(screen.getByRole('cell', { name: 'not known' })).toBeTruthy();
  });

  it('shows eight runs, and eight more at a time until the oldest can be opened', async () => {
    const runs = Array.from({ length: 18 }, (_, index) => ({ ...summary, id: `run-${index}` }));
    const asked = scriptProgram({ 'runs.list': () => ok(runs), 'runs.open': () => ok(state) });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    const more = (name: string) => screen.findByRole('button', { name });
    fireEvent.click(await more('Show 8 more of 10 older runs'));
    fireEvent.click(await more('Show 2 more of 2 older runs'));
    expect(screen.queryByRole('button', { name: /older runs$/ })).toBeNull();
    const ways = screen.getAllByRole('button', { name: /^Continue the run of/ });
    expect(ways).toHaveLength(18);
    fireEvent.click(ways[17] as HTMLElement);
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(state));
    expect(asked.at(-1)).toEqual({ channel: 'runs.open', input: { runId: 'run-17' } });
  });

  it('lists a damaged run with its problem, to be opened and read', async () => {
    const problem = {
      code: 'journal/damaged',
      title: 'The record of this run is damaged.',
      detail: 'Line 3.',
      hint: 'Start a new run.',
    };
    scriptProgram({
      'runs.list': () =>
        ok([
          { ...summary, problem },
          { ...summary, id: 'b' },
          { ...summary, id: 'c', problem, changesApplied: 0 },
          { ...summary, id: 'd', problem: { ...problem, code: 'run/in-use' }, changesApplied: 0, canUndo: false },
        ]),
    });
    draw(<StartPage onOpen={vi.fn()} />);
    const table = within(await screen.findByRole('table', { name: 'Earlier runs' }));
    const rows = table.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.children[2]?.textContent)).toEqual(['2 or more', '2', 'not known', '0']);
    expect(screen.getAllByText(/The record of this run is damaged/)).toHaveLength(3);
    expect(screen.getAllByRole('button', { name: /^Continue/ })).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: /^Open to read/ })).toHaveLength(3);
    expect(screen.getAllByRole('button', { name: /^Undo/ })).toHaveLength(1);
  });

  it('tells of each run whose servers it was on, practice by the name of its case', async () => {
    scriptProgram({
      'runs.list': () =>
        ok([
          { ...summary, scenario: 'percentage' },
          { ...summary, id: 'b', mode: 'servers', scenario: '', planFile: true },
        ]),
    });
    draw(<StartPage onOpen={vi.fn()} />);
    const rows = within(await screen.findByRole('table', { name: 'Earlier runs' })).getAllByRole('rowheader');
    expect(rows.map((row) => row.textContent.split(' · ').slice(1))).toEqual([
      ['Practice: The percentage trap'],
      ['My servers', 'Plan file'],
    ]);
  });

  it('offers the practice cases, the article’s chosen, each by keyboard and with what it is about', async () => {
    const asked = scriptProgram({ 'runs.list': () => ok([]), 'runs.create': () => ok(state) });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    const cases = within(screen.getByRole('radiogroup', { name: 'Practice case' })).getAllByRole('radio');
    expect(cases.map((each) => (each as HTMLInputElement).checked)).toEqual([
      true,
      ...Array.from({ length: 6 }, () => false),
    ]);
    // One group of native radio buttons: Tab reaches it, and the arrow keys choose.
    expect(new Set(cases.map((each) => (each as HTMLInputElement).name)).size).toBe(1);
    fireEvent.click(
      screen.getByRole('radio', { name: /^The percentage trap ?MaxInboundConnectionPerSource was raised/ }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Start practice' }));
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(state));
    expect(asked.at(-1)).toEqual({
      channel: 'runs.create',
      input: { mode: 'practice', scenario: 'percentage' },
    });
  });

  it('says why when the list cannot be read, and practice still can be started', async () => {
    const problem = {
      code: 'run/unreadable',
      title: 'The folder of the runs cannot be read.',
      detail: 'EACCES',
      hint: 'Allow it.',
    };
    scriptProgram({ 'runs.list': () => ({ ok: false, error: problem }), 'runs.create': () => ok(state) });
    const onOpen = vi.fn();
    draw(<StartPage onOpen={onOpen} />);
    expect(await screen.findByText('The folder of the runs cannot be read.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Start practice' }));
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(state));
  });
});
