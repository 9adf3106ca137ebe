import { applyPlan } from '../../electron/engine/run/apply-plan';
import type { WritableTarget } from '../../electron/engine/run/writable-target';
import { ProblemError } from '../../shared/result';
import type { RunEvent } from '../../shared/run/event';
import type { Plan } from '../../shared/run/plan';
import { makePlan } from './run-fixtures';

export const perSource = 'MaxInboundConnectionPerSource';
export const percentage = 'MaxInboundConnectionPercentagePerSource';
/** What stands before the fixture's plan, and what it plans. */
export const old = { [perSource]: '20', [percentage]: '2', RemoteIPRanges: '10.1.5.20' };
export const planned = { ...old, [perSource]: '100', [percentage]: '3' };
export const denied = new ProblemError({ code: 'x/denied', title: 'Access is denied.', detail: 'RBAC.', hint: 'Ask.' });

/** Servers that answer the given readings one after the other. @param onDisk what keeping an event comes to */
export function scripted(
  readings: (Record<string, string> | Error)[],
  more: Partial<WritableTarget> = {},
  onDisk: (event: RunEvent) => Promise<void> = () => Promise.resolve(),
) {
  const log: string[] = [];
  const events: RunEvent[] = [];
  const left = [...readings];
  const target: WritableTarget = {
    read() {
      log.push('read');
      const next = left.shift();
      if (!next || next instanceof Error) return Promise.reject(next ?? new Error('One read too many.'));
      return Promise.resolve({ hash: 'as-planned', values: next });
    },
    write() {
      log.push('write');
      return Promise.resolve({ warnings: ['It may take a minute.'], output: 'Done as asked.' });
    },
    ...more,
  };
  const apply = (plan: Plan = makePlan(), signal = new AbortController().signal) =>
    applyPlan({
      plan,
      target: () => target,
      record(event) {
        log.push(event.type);
        events.push(event);
        return onDisk(event);
      },
      progress: (text, done, total) => void log.push(`${text} ${done}/${total}`),
      signal,
    });
  return { apply, log, events };
}
export const failingWrite = { write: () => Promise.reject(denied) };
