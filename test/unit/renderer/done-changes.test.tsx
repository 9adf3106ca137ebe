// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RunView } from '../../../renderer/run-view';
import { DoneChanges } from '../../../renderer/components/done-changes';
import type { ChangeRecord, RunState } from '../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../support/run-fixtures';
import { ok, renderPage, scriptProgram } from './page';
import { chosenRun } from './states';

const record: ChangeRecord = {
  plan: makePlan(),
  target: 0,
  announcedAt: '2026-11-25T12:00:00.000Z',
  outcome: 'unknown',
  readBack: {},
  warnings: [],
  problem: { code: 'apply/unknown', title: 'It is not known.', detail: 'Its process is gone.', hint: '' },
};
const runWith = (...changes: ChangeRecord[]): RunState => ({ ...chosenRun, changes });

it('says what is not known, and settles it by reading', async () => {
  const settled = { ...record, outcome: 'applied' as const, problem: null };
  const asked = scriptProgram({ 'changes.settle': () => ok(runWith(settled)) });
  renderPage(<DoneChanges step="connections" />, runWith(record));
  expect(screen.getByText('It is not known whether this change was made.')).toBeTruthy();
  expect(screen.getByText(/Its process is gone\./)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(screen.getByText('Done, and read back.')).toBeTruthy());
  expect(asked).toEqual([{ channel: 'changes.settle', input: {} }]);
  expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
});

it('leaves what is not known to the panel of an interrupted change where that shows', () => {
  scriptProgram({});
  renderPage(<RunView />, { ...runWith(makeChange({ outcome: 'unknown' })), page: 'connections' });
  expect(screen.getByRole('region', { name: 'Interrupted change' })).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Check again' })).toHaveLength(1);
  expect(screen.queryByText('It is not known whether this change was made.')).toBeNull();
});

it('says what was taken back of the step, and not what was taken back of another', () => {
  scriptProgram({});
  const undone = makeTarget({ changes: [{ setting: 'MaxInboundConnectionPerSource', before: '100', after: '20' }] });
  const other = makeTarget({ changes: [{ setting: 'TarpitInterval', before: '00:00:00', after: '00:00:05' }] });
  renderPage(
    <DoneChanges step="connections" />,
    runWith(
      makeChange(),
      makeChange({ plan: makePlan({ id: 'undo-1', step: 'undo', targets: [undone] }) }),
      makeChange({ plan: makePlan({ id: 'undo-2', step: 'undo', targets: [other] }) }),
    ),
  );
  expect(screen.getByText('Done, and read back.')).toBeTruthy();
  expect(screen.getByText('Taken back, and read back.').parentElement?.textContent).toContain(
    'MaxInboundConnectionPerSource 100 → 20',
  );
  expect(screen.queryByText(/TarpitInterval/)).toBeNull();
});

describe('a restart of Database Mail that is not done', () => {
  const restart = makePlan({
    step: 'restart',
    targets: [makeTarget({ kind: 'queue', name: 'Database Mail', changes: [] })],
  });
  const shown = (problem: ChangeRecord['problem']) => {
    scriptProgram({});
    renderPage(<DoneChanges step="restart" />, runWith(makeChange({ plan: restart, outcome: 'not-applied', problem })));
  };

  it.each([
    ['cut off', null],
    ['settled later', { code: 'apply/not-made', title: '', detail: 'It was tried.', hint: '' }],
  ])('says that nobody can read it where it was %s', (_how, problem) => {
    shown(problem);
    expect(screen.getByText('It cannot be read whether it was done; it counts as not done.')).toBeTruthy();
    expect(screen.queryByText('This change was not made.')).toBeNull();
  });

  it('says why where it was refused', () => {
    shown({ code: 'queue/stopped-before', title: '', detail: 'It was stopped before.', hint: '' });
    expect(screen.getByText('This change was not made.').parentElement?.textContent).toContain(
      'It was stopped before.',
    );
  });
});

it('keeps saying so while it cannot be read', async () => {
  const problem = { code: 'powershell/ended', title: 'PowerShell has ended.', detail: 'Gone.', hint: 'Try again.' };
  scriptProgram({ 'changes.settle': () => ({ ok: false, error: problem }) });
  renderPage(<DoneChanges step="connections" />, runWith(record));
  fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
  expect(await screen.findByText(/PowerShell has ended\. Gone\. Try again\./)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy();
});
