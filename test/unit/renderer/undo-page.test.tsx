// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { UndoPage } from '../../../renderer/pages/undo/undo-page';
import type { Plan } from '../../../shared/run/plan';
import type { RunState } from '../../../shared/run/state';
import type { UndoRow } from '../../../shared/run/undo';
import { makeChange, makePlan, makeTarget } from '../../support/run-fixtures';
import { ok, renderPage, scriptProgram, type Asked } from './page';
import { chosenRun } from './states';

const perSource: UndoRow = {
  key: 'guid',
  kind: 'connector',
  name: 'HUB1\\Relay',
  setting: 'MaxInboundConnectionPerSource',
  before: '20',
  ours: '100',
  now: '100',
  status: 'ours',
  reason: '',
};
const percentage: UndoRow = {
  ...perSource,
  setting: 'MaxInboundConnectionPercentagePerSource',
  before: '2',
  ours: '3',
  now: '5',
  status: 'changed-since',
};
const timeout: UndoRow = {
  ...perSource,
  key: '7',
  kind: 'account',
  name: 'Bulk',
  setting: 'timeout',
  before: 'NULL',
  ours: '120',
  now: null,
  status: 'unreadable',
  reason: 'Sign in to SQL Server again. The password was kept in memory only.',
};

const changedRun: RunState = { ...chosenRun, page: 'undo', changes: [makeChange()] };
const change = { setting: 'MaxInboundConnectionPerSource', before: '100', after: '20' };
const plan: Plan = makePlan({ id: 'undo-1', step: 'undo', targets: [makeTarget({ changes: [change] })] });
const undoneRun: RunState = { ...changedRun, changes: [...changedRun.changes, makeChange({ plan })] };

const cells = (table: string) =>
  [...screen.getByRole('table', { name: table }).querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
const planned = (asked: readonly Asked[]) =>
  asked.filter(({ channel }) => channel === 'plan').map(({ input }) => input);
const review = () => fireEvent.click(screen.getByRole('button', { name: 'Review the undo' }));

describe('UndoPage', () => {
  it('shows each setting of each target, and why one could not be read', async () => {
    scriptProgram({ 'undo.look': () => ok([perSource, percentage, timeout]) });
    renderPage(<UndoPage />, changedRun);
    await screen.findByRole('heading', { name: 'HUB1\\Relay' });
    expect(cells('What this run changed on HUB1\\Relay')).toEqual([
      ['MaxInboundConnectionPerSource', '20 sessions', '100 sessions', '100 sessions', 'As RelayTune set it'],
      ['MaxInboundConnectionPercentagePerSource', '2 %', '3 %', '5 %', 'Changed by somebody else since'],
    ]);
    expect(cells('What this run changed on Bulk')).toEqual([
      ['timeout', 'not set (NULL)', '120 s', 'unknown', 'Could not be read'],
    ]);
    expect(screen.getByText(timeout.reason)).toBeTruthy();
  });

  it('leaves somebody else’s value unless told otherwise', async () => {
    const asked = scriptProgram({ 'undo.look': () => ok([perSource, percentage]), plan: () => ok(plan) });
    renderPage(<UndoPage />, changedRun);
    const leave = await screen.findByRole<HTMLInputElement>('radio', { name: 'Leave it at 5 %' });
    expect(leave.checked).toBe(true);
    review();
    await screen.findByRole('heading', { name: 'Confirm: take it back' });
    expect(planned(asked)).toEqual([{ step: 'undo', keys: null, overwrite: [] }]);
    expect(screen.getByRole('button', { name: 'Take 1 setting back' })).toBeTruthy();
  });

  it('takes it back all the same where that was chosen, with the value that was shown', async () => {
    const asked = scriptProgram({ 'undo.look': () => ok([perSource, percentage]), plan: () => ok(plan) });
    renderPage(<UndoPage />, changedRun);
    fireEvent.click(await screen.findByRole('radio', { name: 'Take it back to 2 % all the same' }));
    review();
    await screen.findByRole('heading', { name: 'Confirm: take it back' });
    expect(planned(asked)).toEqual([
      { step: 'undo', keys: null, overwrite: [{ key: 'guid', setting: percentage.setting, seen: '5' }] },
    ]);
  });

  it('forgets that choice when another value stands there by now', async () => {
    let looks = 0;
    const asked = scriptProgram({
      'undo.look': () => ok([perSource, { ...percentage, now: (looks += 1) === 1 ? '5' : '7' }]),
      plan: () => ok(plan),
    });
    renderPage(<UndoPage />, changedRun);
    fireEvent.click(await screen.findByRole('radio', { name: 'Take it back to 2 % all the same' }));
    fireEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'Leave it at 7 %' })).checked).toBe(true);
    review();
    await waitFor(() => expect(planned(asked)).toEqual([{ step: 'undo', keys: null, overwrite: [] }]));
  });

  it('looks again afterwards, says that all is as it was, and leads to the result', async () => {
    let rows: UndoRow[] = [perSource];
    const asked = scriptProgram({
      'undo.look': () => ok(rows),
      plan: () => ok(plan),
      apply() {
        rows = [];
        return ok(undoneRun);
      },
    });
    const opened = renderPage(<UndoPage />, changedRun);
    await screen.findByRole('heading', { name: 'HUB1\\Relay' });
    review();
    fireEvent.click(await screen.findByRole('button', { name: 'Take 1 setting back' }));
    expect(await screen.findByText('All is as it was before this run.')).toBeTruthy();
    expect(screen.getByText('Taken back, and read back.')).toBeTruthy();
    expect(asked.map(({ channel }) => channel)).toEqual(['undo.look', 'plan', 'apply', 'undo.look']);
    fireEvent.click(screen.getByRole('button', { name: 'To the result' }));
    expect(opened).toEqual(['result']);
  });

  it('looks again after a confirmation that was left, since part of it may have been done', async () => {
    const asked = scriptProgram({ 'undo.look': () => ok([perSource]), plan: () => ok(plan) });
    renderPage(<UndoPage />, changedRun);
    await screen.findByRole('heading', { name: 'HUB1\\Relay' });
    review();
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await screen.findByRole('heading', { name: 'HUB1\\Relay' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review the undo' }));
    expect(asked.map(({ channel }) => channel)).toEqual(['undo.look', 'plan', 'undo.look']);
  });

  it('says so where the run has changed nothing', async () => {
    scriptProgram({ 'undo.look': () => ok([]) });
    renderPage(<UndoPage />, chosenRun);
    expect(await screen.findByText('This run has changed no setting: there is nothing to take back.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Review the undo' })).toBeNull();
  });

  it('does not call it as before while something could not be read', async () => {
    scriptProgram({ 'undo.look': () => ok([timeout]) });
    renderPage(<UndoPage />, changedRun);
    await screen.findByText(timeout.reason);
    expect(screen.queryByText('All is as it was before this run.')).toBeNull();
  });

  it('nor while a change may still be made: the undo waits for it', async () => {
    const reason = 'It may still be made.';
    scriptProgram({ 'undo.look': () => ok([{ ...perSource, now: '20', status: 'may-change', reason }]) });
    renderPage(<UndoPage />, changedRun);
    await screen.findByText(reason);
    expect(screen.getByText('As before this run, but may still be changed')).toBeTruthy();
    expect(screen.queryByText('All is as it was before this run.')).toBeNull();
    expect(screen.getByRole('button', { name: 'Review the undo' })).toBeTruthy();
  });

  it('offers the restart that a timeout waits for once it was taken back', async () => {
    const target = makeTarget({ kind: 'account', changes: [{ setting: 'timeout', before: '60', after: '20' }] });
    const changes = [makeChange({ plan: makePlan({ step: 'undo', targets: [target] }) })];
    const asked = scriptProgram({ 'undo.look': () => ok([]), plan: () => ok(plan) });
    renderPage(<UndoPage />, { ...chosenRun, changes });
    // While it is being read the timeout may still be to take back.
    expect(screen.queryByRole('button', { name: 'Review the restart' })).toBeNull();
    fireEvent.click(await screen.findByRole('button', { name: 'Review the restart' }));
    await waitFor(() => expect(planned(asked)).toEqual([{ step: 'restart' }]));
  });

  it('offers it too where nothing could be read', async () => {
    const target = makeTarget({ kind: 'account', changes: [{ setting: 'timeout', before: '60', after: '20' }] });
    const changes = [makeChange({ plan: makePlan({ step: 'undo', targets: [target] }) })];
    scriptProgram({});
    renderPage(<UndoPage />, { ...chosenRun, changes });
    await screen.findByText('No answer to undo.look.');
    expect(screen.getByRole('button', { name: 'Review the restart' })).toBeTruthy();
  });
});
