// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ConnectionsPage } from '../../../renderer/pages/connections/connections-page';
import type { ReplyClass } from '../../../shared/smtp/reply-class';
import { makeLadder } from '../../support/run-fixtures';
import { renderPage, scriptProgram } from './page';
import { chosenRun } from './states';

/** The buttons below the page, from left to right: the main one is last. */
function buttonsAfter(answer: ReplyClass): (string | null)[] {
  scriptProgram({});
  const ladder = makeLadder({ limit: null, refusal: { text: '421 4.3.2', class: answer } });
  renderPage(<ConnectionsPage />, { ...chosenRun, page: 'connections', before: { ...chosenRun.before, ladder } });
  return screen.getAllByRole('button').map((button) => button.textContent);
}

it('offers to review the change where a limit per source refused', () => {
  expect(buttonsAfter('per-source-limit').slice(-2)).toEqual(['Leave as it is', 'Review the change']);
  expect(screen.queryByText(/This fix cannot mend/)).toBeNull();
});

it('says that no limit is at fault where the tests found nothing else, and offers to leave them', () => {
  expect(buttonsAfter('service-not-available').slice(-2)).toEqual(['Review the change', 'Leave as it is']);
  expect(screen.getByText(/^This fix cannot mend what fails here, “421: service not available”/)).toBeTruthy();
});
