import { expect } from 'vitest';
import type { RunState } from '../../../shared/run/state';
import type { LabProgram } from '../kill/engine-on-lab';
import { idOf, type SettingId } from './model';
import type { WalkWorld } from './walker';

/** What the run shows against what is there: no value claimed that was not written, its own values and only those offered to be taken back. */
export async function expectNoClaims({ model, servers, unclear }: WalkWorld, program: LabProgram): Promise<void> {
  const state = await program.ask('runs.current', {});
  for (const { plan, target, outcome } of state.changes)
    if (outcome === 'unknown') unclear.add(plan.targets[target]?.key ?? '');
  for (const [id, claimed] of claims(state))
    if (!unclear.has(id.split(' ')[0] ?? '')) expect(`${id} ${claimed}`).toBe(`${id} ${model.lastWritten.get(id)}`);
  expect(state.queue === 'stopped-by-run' ? 'STOPPED' : 'STARTED').toBe(await servers.queue());

  const rows = await program.ask('undo.look', {});
  for (const { key, setting, now } of rows) expect(now).toBe(model.values.get(idOf(key, setting)));
  const ours = rows.filter(({ status }) => status === 'ours');
  expect(new Map(ours.map(({ key, setting, before }) => [idOf(key, setting), before]))).toEqual(model.toRestore());
}

/** By setting, the value that the run says it wrote last. */
function claims({ changes }: RunState): Map<SettingId, string> {
  const claimed = new Map<SettingId, string>();
  for (const { plan, target, outcome } of changes) {
    const planned = plan.targets[target];
    if (outcome !== 'applied' || !planned || planned.kind === 'queue') continue;
    for (const { setting, after } of planned.changes) claimed.set(idOf(planned.key, setting), after);
  }
  return claimed;
}
