// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { ConnectionsPage } from '../../../renderer/pages/connections/connections-page';
import { EfficiencyPage } from '../../../renderer/pages/efficiency/efficiency-page';
import { TimeoutPage } from '../../../renderer/pages/timeout/timeout-page';
import type { ChangeStep } from '../../../shared/run/plan';
import type { RunState } from '../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../support/run-fixtures';
import { ok, renderPage, scriptProgram } from './page';
import { chosenRun } from './states';

const account = makeTarget({
  kind: 'account',
  key: String(chosenRun.accounts[0]?.accountId),
  changes: [{ setting: 'timeout', before: '20', after: '60' }],
});
const timeoutChanged: RunState = {
  ...chosenRun,
  changes: [makeChange({ plan: makePlan({ step: 'timeout', targets: [account] }) })],
};

const ways: [name: string, button: string, step: ChangeStep, page: ReactNode, state: RunState][] = [
  ['connections', 'Review the change', 'connections', <ConnectionsPage key="1" />, chosenRun],
  ['efficiency', 'Review the change', 'efficiency', <EfficiencyPage key="2" />, chosenRun],
  ['the restart', 'Review the restart', 'restart', <TimeoutPage key="3" />, timeoutChanged],
  ['the undo of the timeout', 'Review the undo', 'undo', <TimeoutPage key="4" />, timeoutChanged],
];

/** Reviews and cancels, as somebody does who works with the keyboard. */
async function reviewAndCancel(name: string): Promise<void> {
  const button = await screen.findByRole('button', { name });
  button.focus();
  fireEvent.click(button);
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
}

describe('a confirmation that is cancelled', () => {
  it.each(ways)('gives the focus back to the button that led to it: %s', async (_name, button, step, page, state) => {
    scriptProgram({ plan: () => ok(makePlan({ step })), 'accounts.read': () => ok(state) });
    renderPage(page, state);
    await reviewAndCancel(button);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: button }));
  });

  it('gives it back once: a button that goes and comes again takes it from nobody', async () => {
    scriptProgram({ plan: () => ok(makePlan({ step: 'timeout' })), 'accounts.read': () => ok(chosenRun) });
    renderPage(<TimeoutPage />, chosenRun);
    const [leave, change] = await screen.findAllByRole('radio', { name: /^(Leave|Change|Set)/ });
    if (!leave || !change) throw new Error('There is no choice.');
    fireEvent.click(change);
    await reviewAndCancel('Review the change');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review the change' }));
    fireEvent.click(screen.getByRole('radio', { name: /^Leave/ }));
    expect(screen.queryByRole('button', { name: 'Review the change' })).toBeNull();
    const again = screen.getAllByRole('radio', { name: /^(Leave|Change|Set)/ })[1];
    again?.focus();
    fireEvent.click(again as HTMLElement);
    expect(screen.getByRole('button', { name: 'Review the change' })).toBeTruthy();
    expect(document.activeElement).toBe(again);
  });
});
