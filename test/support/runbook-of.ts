import { updateTimeout } from '../../electron/engine/database-mail/statements';
import { runbookText, type RunbookLanguage } from '../../electron/engine/run/runbook-text';
import type { PlanTarget } from '../../shared/run/plan';
import type { RunbookOrder } from '../../shared/run/runbook';
import type { RunState } from '../../shared/run/state';
import { freshRun } from '../unit/renderer/states';
import { makePlan, makeTarget } from './run-fixtures';

/** An account whose timeout is planned from 20 to 60, by Microsoft's procedure. */
export const accountTarget = (name: string, more: Partial<PlanTarget> = {}): PlanTarget =>
  makeTarget({
    kind: 'account',
    key: '7',
    name,
    changes: [{ setting: 'timeout', before: '20', after: '60' }],
    command: updateTimeout(7, 60),
    undoCommand: updateTimeout(7, 20),
    ...more,
  });

/** The script of a plan of these targets, as it is saved. */
export function scriptOfTargets(
  language: RunbookLanguage,
  what: RunbookOrder['what'],
  targets: PlanTarget[],
  state: Partial<RunState> = {},
): string {
  const plan = makePlan({ step: 'connections', targets });
  const writtenAt = new Date('2026-11-24T14:05:00.000Z');
  return runbookText(language, { state: { ...freshRun, ...state }, plan, what, writtenAt });
}
