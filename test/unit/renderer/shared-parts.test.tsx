// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CopyButton } from '../../../renderer/components/copy-button';
import { ProblemBar } from '../../../renderer/components/problem-bar';
import { StatusBadge } from '../../../renderer/components/status-badge';
import { ValueTable } from '../../../renderer/components/value-table';
import { Theme } from '../../../renderer/theme';
import { draw, ok, scriptProgram } from './page';

describe('CopyButton', () => {
  it('copies through the program, says so, and is itself again after two seconds', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const asked = scriptProgram({ 'clipboard.write': () => ok({}) });
    draw(<CopyButton text={'EX10-HUB1\\Relay\n20'} />);
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('Copied')).toBeTruthy();
    expect(asked).toEqual([{ channel: 'clipboard.write', input: { text: 'EX10-HUB1\\Relay\n20' } }]);
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.getByText('Copy')).toBeTruthy();
    vi.useRealTimers();
  });

  it('does not claim to have copied what it could not', async () => {
    scriptProgram({});
    draw(<CopyButton text="a" />);
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('Could not copy')).toBeTruthy();
  });
});

describe('StatusBadge', () => {
  it.each([
    ['passed', 'Passed'],
    ['warning', 'Warning'],
    ['blocked', 'Blocked'],
  ] as const)('says %s with a word beside its icon', (status, word) => {
    draw(<StatusBadge status={status} />);
    expect(screen.getByText(word)).toBeTruthy();
    expect(document.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('ValueTable', () => {
  it('names itself, its columns and its rows', () => {
    draw(<ValueTable caption="Limits" columns={['Setting', 'Now']} rows={[['TarpitInterval', '00:00:05']]} />);
    const table = within(screen.getByRole('table', { name: 'Limits' }));
    expect(table.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Setting', 'Now']);
    expect(table.getByRole('rowheader').textContent).toBe('TarpitInterval');
    expect(table.getByRole('cell').textContent).toBe('00:00:05');
  });
});

it('breaks no short value of a table in two', () => {
  const long = 'The message could not be delivered, since the server said so.';
  draw(<ValueTable caption="Times" columns={['Phase', 'Slowest', 'Why']} rows={[['Banner', '1 min 20 s', long]]} />);
  const breaks = screen.getAllByRole('cell').map((cell) => getComputedStyle(cell).whiteSpace);
  expect(breaks[0]).toBe('nowrap');
  expect(breaks[1]).not.toBe('nowrap');
});

describe('ProblemBar', () => {
  it('is read out when it appears, with what is wrong, why, and what to do', async () => {
    scriptProgram({});
    const problem = { code: 'test', title: 'Refused.', detail: 'Login failed.', hint: 'Check the password.' };
    const redraw = draw(<Theme>A page</Theme>);
    redraw(
      <Theme>
        <ProblemBar problem={problem} />
      </Theme>,
    );
    const announced = () => document.querySelector('[aria-live="assertive"]')?.textContent ?? '';
    await waitFor(() => expect(announced()).toContain('Refused.Login failed. Check the password.'));
  });
});
