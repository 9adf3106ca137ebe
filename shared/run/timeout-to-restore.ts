import type { RunState } from './state';

/** `ours`: what this run wrote last; `before`: what was there before the run touched it. As SQL Server shows them: `20`, `NULL`. */
export type TimeoutToRestore = { ours: string; before: string };

/** What an undo of page 5 has to bring back for this account; null where the run changed nothing, or has taken it back. */
export function timeoutToRestore(state: Pick<RunState, 'changes'>, accountId: number): TimeoutToRestore | null {
  const made = state.changes.flatMap(({ plan, target, outcome }) => {
    const planned = plan.targets[target];
    const isOurs = plan.step === 'timeout' && outcome === 'applied' && planned?.key === String(accountId);
    return isOurs ? planned.changes : [];
  });
  const [first] = made;
  const last = made.at(-1);
  return first && last && first.before !== last.after ? { ours: last.after, before: first.before } : null;
}
