// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import { reportHtml } from '../../../../shared/report/report-html';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { recordsOf, reportOf, started } from './report-run';

const plan = makePlan({ targets: [makeTarget({ undoCommand: 'Set-ReceiveConnector -Undo' })] });
const announced: RunEvent = { type: 'change-announced', plan, target: 0 };
const settled = (outcome: 'applied' | 'not-applied'): RunEvent => ({
  type: 'change-settled',
  planId: plan.id,
  target: 0,
  outcome,
  readBack: {},
});

function undoSection(...events: RunEvent[]): string {
  const page = new DOMParser().parseFromString(reportHtml(reportOf(recordsOf(started, ...events))), 'text/html');
  const found = [...page.querySelectorAll('section')].find(
    (each) => each.querySelector('h2')?.textContent === 'How to take it back',
  );
  return found?.textContent ?? '';
}

it('of a run that was killed in its only write says that it may have been made, and what takes it back', () => {
  const said = undoSection(announced);
  expect(said).not.toContain('there is nothing to take back');
  expect(said).not.toContain('these take back what stood');
  expect(said).toContain('Of these changes it is not known whether they were made; look first');
  expect(said).toContain('Set-ReceiveConnector -Undo');
});

it('and no longer once it was looked at', () => {
  expect(undoSection(announced, settled('not-applied'))).toContain('there is nothing to take back');
  const made = undoSection(announced, settled('applied'));
  expect(made).toContain('these take back what stood');
  expect(made).not.toContain('not known whether');
});
