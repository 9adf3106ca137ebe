// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RunbookMenu } from '../../../renderer/components/runbook-menu';
import { fakeProgram } from './fake-program';
import { draw, ok } from './page';

const choose = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name: 'Save the script' }));
  fireEvent.click(await screen.findByRole('menuitem', { name }));
};
const answered = (program: ReturnType<typeof fakeProgram>, envelope: unknown) =>
  act(async () => {
    program.calls.at(-1)?.answer(envelope);
    await Promise.resolve();
  });

describe('the menu of scripts', () => {
  it.each([
    ['Change, for the Exchange Management Shell (.ps1)…', { language: 'ps1', what: 'change' }],
    ['Its undo, for the Exchange Management Shell (.ps1)…', { language: 'ps1', what: 'undo' }],
    ['Change, for SQL Server (.sql)…', { language: 'sql', what: 'change' }],
    ['Its undo, for SQL Server (.sql)…', { language: 'sql', what: 'undo' }],
  ])('%s asks for that script of its plan', async (name, input) => {
    const program = fakeProgram();
    draw(<RunbookMenu planId="plan-1" />);
    await choose(name);
    expect(program.calls).toMatchObject([{ channel: 'runbook.save', input: { ...input, planId: 'plan-1' } }]);
  });

  it('says that it was saved; says nothing of a dialog that was cancelled', async () => {
    const program = fakeProgram();
    draw(<RunbookMenu planId={null} />);
    await choose('Change, for SQL Server (.sql)…');
    expect(screen.queryByText(/saved/)).toBeNull();
    await answered(program, ok({ saved: true }));
    expect(screen.getByText('Change, for SQL Server (.sql): saved.').getAttribute('aria-live')).toBe('polite');
    await choose('Change, for SQL Server (.sql)…');
    await answered(program, ok({ saved: false }));
    expect(screen.queryByText(/saved/)).toBeNull();
  });

  it('shows why there is none, and what to do', async () => {
    const program = fakeProgram();
    draw(<RunbookMenu planId={null} />);
    await choose('Change, for SQL Server (.sql)…');
    const error = {
      code: 'runbook/nothing',
      title: 'There is nothing for SQL Server in it.',
      detail: 'No Database Mail account is changed.',
      hint: 'Save the script for the Exchange Management Shell (.ps1) instead.',
    };
    await answered(program, { ok: false, error });
    for (const text of [error.title, error.detail, error.hint])
      expect(screen.getByText(text, { exact: false })).toBeTruthy();
  });
});
