// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { App } from '../../../renderer/app';
import { RunView } from '../../../renderer/run-view';
import type { ChangeRecord, RunState } from '../../../shared/run/state';
import { makePlan, makeTarget } from '../../support/run-fixtures';
import { fakeProgram } from './fake-program';
import { draw, ok, renderPage, scriptProgram } from './page';
import { chosenRun, freshRun } from './states';

const hubs = ['one', 'two', 'three'].map((key) => makeTarget({ key, name: `HUB\\${key}` }));
const plan = makePlan({ targets: hubs });
const change = (target: number, outcome: ChangeRecord['outcome']): ChangeRecord => ({
  plan,
  target,
  announcedAt: '2026-11-24T14:03:00.000Z',
  outcome,
  readBack: {},
  warnings: [],
  problem: null,
});
const killed: RunState = { ...freshRun, page: 'result', changes: [change(0, 'applied'), change(1, 'unknown')] };
const settled: RunState = { ...killed, changes: [change(0, 'applied'), change(1, 'not-applied')] };
const settledAtMeasure: RunState = { ...chosenRun, page: 'measure', changes: settled.changes };

const step = (name: string) => within(screen.getByRole('navigation')).getByRole('button', { name: new RegExp(name) });
const panel = () => within(screen.getByRole('region', { name: 'Interrupted change' }));
const buttons = () =>
  panel()
    .getAllByRole('button')
    .map((button) => button.textContent);

describe('a change that was interrupted', () => {
  it('is told on every page, target by target', () => {
    scriptProgram({});
    renderPage(<RunView />, killed);
    expect(panel().getByText('This run was interrupted while it changed 3 connectors.')).toBeTruthy();
    const rows = panel().getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
      'HUB\\one',
      'HUB\\two',
      'HUB\\three',
    ]);
    expect(['Done', 'Not known', 'Not touched'].map((word) => panel().getAllByText(word).length)).toEqual([1, 1, 1]);
    expect(buttons()).toEqual(['Check again', 'Continue…', 'Undo…', 'Leave it']);
  });

  it('is read again, and then nothing is unknown any more', async () => {
    const asked = scriptProgram({ 'changes.settle': () => ok(settled) });
    renderPage(<RunView />, killed);
    fireEvent.click(panel().getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(panel().queryByText('Not known')).toBeNull());
    expect(panel().getAllByText('Not touched')).toHaveLength(2);
    expect(asked).toEqual([{ channel: 'changes.settle', input: {} }]);
    expect(buttons()).toEqual(['Continue…', 'Undo…', 'Leave it']);
  });

  it('shows what is known by now where not all could be read, and lets what is not known be looked at on the Undo page', async () => {
    const problem = {
      code: 'apply/neither-value',
      title: 'HUB\\two has neither.',
      detail: 'It is 50.',
      hint: 'Undo asks.',
    };
    const known = { ...killed, changes: [change(0, 'unknown'), change(1, 'not-applied')] };
    const asked = scriptProgram({
      'changes.settle': () => ({ ok: false, error: problem }),
      'runs.current': () => ok(known),
    });
    renderPage(<RunView />, { ...known, changes: [change(0, 'unknown'), change(1, 'unknown')] });
    expect(panel().getAllByText('Not known')).toHaveLength(2);
    fireEvent.click(panel().getByRole('button', { name: 'Check again' }));
    expect(await panel().findByText(/It is 50\./)).toBeTruthy();
    await waitFor(() => expect(panel().getAllByText('Not known')).toHaveLength(1));
    expect(buttons()).toEqual(['Check again', 'Continue…', 'Undo…', 'Leave it']);
    expect(asked.map(({ channel }) => channel)).toEqual(['changes.settle', 'runs.current']);
  });

  it('is continued by a plan of its own, which is confirmed first and can be cancelled', async () => {
    const rest = makePlan({ id: 'plan-2', targets: hubs.slice(1) });
    const asked = scriptProgram({ plan: () => ok(rest) });
    renderPage(<RunView />, settled);
    fireEvent.click(panel().getByRole('button', { name: 'Continue…' }));
    await screen.findByRole('heading', { name: 'Confirm: allow more sessions' });
    expect(asked[0]).toEqual({ channel: 'plan', input: { step: 'continue', planId: 'plan-1' } });
    expect(screen.queryByRole('region', { name: 'Interrupted change' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Change 2 connectors' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(document.activeElement).toBe(panel().getByRole('button', { name: 'Continue…' }));
  });

  it('is confirmed on the page where it was asked for, and on no other', async () => {
    const rest = makePlan({ id: 'plan-2', targets: hubs.slice(1) });
    scriptProgram({
      'runs.list': () => ok([]),
      'runs.create': () => ok(settledAtMeasure),
      plan: () => ok(rest),
      'page.open': () => ok({ ...settledAtMeasure, page: 'connections' }),
    });
    draw(<App />);
    fireEvent.click(screen.getByRole('button', { name: 'Start practice' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Continue…' }));
    await screen.findByRole('heading', { name: 'Confirm: allow more sessions' });
    fireEvent.click(step('Connections'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Connections' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Change 2 connectors' })).toBeNull();
    expect(panel().getByRole('button', { name: 'Continue…' })).toBeTruthy();
  });

  it('holds every way out of the page while the rest of it is carried out', async () => {
    const rest = makePlan({ id: 'plan-2', targets: hubs.slice(1) });
    const program = fakeProgram();
    const opened = renderPage(<RunView />, settledAtMeasure);
    fireEvent.click(panel().getByRole('button', { name: 'Continue…' }));
    await act(async () => {
      program.calls.find(({ channel }) => channel === 'plan')?.answer(ok(rest));
      await Promise.resolve();
    });
    const change = await screen.findByRole('button', { name: 'Change 2 connectors' });
    expect(step('Connections').getAttribute('aria-disabled')).toBeNull();
    fireEvent.click(change);
    for (const held of [step('Connections'), step('Back to Start')]) {
      expect(held.getAttribute('aria-disabled')).toBe('true');
      expect(held.title).toBe('A change is being made: wait for its end.');
    }
    fireEvent.click(step('Connections'));
    expect(opened).toEqual([]);
    await act(async () => {
      program.calls.find(({ channel }) => channel === 'apply')?.answer(ok({ ...settledAtMeasure, changes: [] }));
      await Promise.resolve();
    });
    await waitFor(() => expect(step('Connections').getAttribute('aria-disabled')).toBeNull());
  });

  it('is undone on the page for that, or left', async () => {
    const asked = scriptProgram({ 'step.leave': () => ok({ ...settled, left: ['connections'] }) });
    const opened = renderPage(<RunView />, settled);
    fireEvent.click(panel().getByRole('button', { name: 'Undo…' }));
    expect(opened).toEqual(['undo']);
    fireEvent.click(panel().getByRole('button', { name: 'Leave it' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Interrupted change' })).toBeNull());
    expect(asked.at(-1)).toEqual({ channel: 'step.leave', input: { step: 'connections' } });
  });

  it('that failed says why, and offers no undo of nothing', () => {
    const problem = { code: 'sql/no-right', title: 'This login lacks a right.', detail: 'Error 229.', hint: '' };
    scriptProgram({});
    renderPage(<RunView />, { ...killed, changes: [{ ...change(0, 'not-applied'), problem }] });
    expect(panel().getByText('This run changed 3 connectors and did not get to the end.')).toBeTruthy();
    expect(panel().getByText('This login lacks a right. Error 229.')).toBeTruthy();
    expect(buttons()).toEqual(['Continue…', 'Leave it']);
  });
});

describe('what is wrong with the record of a run', () => {
  it('is said at the top: read-only, with no way to continue', () => {
    const readOnly = {
      code: 'run/in-use',
      title: 'This run is open elsewhere.',
      detail: 'One at a time.',
      hint: 'Go there.',
    };
    scriptProgram({});
    renderPage(<RunView />, { ...killed, readOnly });
    expect(screen.getByText('Open to read only. This run is open elsewhere.')).toBeTruthy();
    expect(screen.getByText(/One at a time\. Go there\. Nothing can be changed or recorded here\./)).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Interrupted change' })).toBeNull();
  });

  it('a torn line is kept aside, and a clock that went back is named', () => {
    scriptProgram({});
    const clockJumps = [{ seq: 3, from: '2026-11-24T14:03:00.000Z', to: '2026-11-24T13:03:00.000Z' }];
    renderPage(<RunView />, { ...freshRun, page: 'result', keptAside: 'journal.torn-1', clockJumps });
    expect(screen.getByText(/It is kept aside as journal\.torn-1/)).toBeTruthy();
    expect(screen.getByText('This computer’s clock was set back during the run.')).toBeTruthy();
    const dismiss = screen.getByRole('button', { name: 'Dismiss' });
    dismiss.focus();
    fireEvent.click(dismiss);
    expect(screen.queryByText(/It is kept aside as/)).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(screen.getByText('This computer’s clock was set back during the run.')).toBeTruthy();
  });
});
