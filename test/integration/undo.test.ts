import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../shared/run/plan';
import { connections, startProgram } from '../support/practice-program';

const undoAll: PlanRequest = { step: 'undo', keys: null, overwrite: [] };
const relay = 'EX10-HUB1\\Relay SQL Server';

/** The article's three changes, made and read back. */
async function changedRun() {
  const program = startProgram({ practice: { powerShell: null } });
  await program.connectPractice();
  await program.change(connections);
  await program.change({ step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null });
  const state = await program.change({ step: 'timeout', timeout: '60' });
  return { ...program, state };
}

describe('the undo of a run', () => {
  it('shows each setting, and brings all of them back in one plan, the newest change first', async () => {
    const { ask, call, change } = await changedRun();
    const rows = await ask('undo.look', {});
    expect(
      rows.map(({ name, setting, before, ours, now, status }) => [name, setting, before, ours, now, status]),
    ).toEqual([
      ['Newsletter', 'timeout', '20', '60', '60', 'ours'],
      [relay, 'MaxAcknowledgementDelay', '00:00:30', '00:00:00', '00:00:00', 'ours'],
      [relay, 'MaxInboundConnectionPerSource', '20', '100', '100', 'ours'],
      [relay, 'MaxInboundConnectionPercentagePerSource', '2', '3', '3', 'ours'],
    ]);
    const plan = await ask('plan', undoAll);
    expect(plan.targets.map(({ kind, name }) => [kind, name])).toEqual([
      ['account', 'Newsletter'],
      ['connector', relay],
    ]);
    expect(plan.targets[1]).toMatchObject({
      effectiveLimit: { before: { limit: 100 }, after: { limit: 20 } },
    });
    const state = await change(undoAll);
    const { attributes } = state.connectors.find((connector) => connector.identity === relay) ?? { attributes: {} };
    expect(attributes).toMatchObject({
      MaxInboundConnectionPerSource: '20',
      MaxInboundConnectionPercentagePerSource: '2',
      MaxAcknowledgementDelay: '00:00:30',
    });
    expect(state.accounts.find((account) => account.name === 'Newsletter')?.timeout).toBe(20);
    expect(state.changes.slice(3).map(({ plan: { step }, outcome }) => [step, outcome])).toEqual([
      ['undo', 'applied'],
      ['undo', 'applied'],
    ]);
    expect(await ask('undo.look', {})).toEqual([]);
    expect(await call('plan', undoAll)).toMatchObject({ error: { code: 'undo/nothing' } });
  });
});
