import { describe, expect, it } from 'vitest';
import { scriptOfLine } from '../../electron/engine/exchange/powershell/envelope';
import type { RunState } from '../../shared/run/state';
import { powerShell } from '../support/powershell';
import { relayConnector } from '../support/practice-lab';
import { confirm, connections, startProgram } from '../support/practice-program';
import { shakyPowerShell, type PowerShellFault } from '../support/shaky-powershell';

// With CI=true a missing engine is a failure, not a skip. The stand-in is a Unix script.
const isMissing = (powerShell === null || process.platform === 'win32') && process.env.CI !== 'true';

const valueIn = (state: RunState) =>
  state.connectors.find((connector) => connector.identity === relayConnector)?.attributes.MaxInboundConnectionPerSource;

/** Requests of a change before anything else is read: read, write, read back. */
const requestsOfAChange = 3;

describe.skipIf(isMissing)('the line that is sent', () => {
  it('decodes to exactly the text of the confirmation screen, once, in ASCII', { timeout: 60_000 }, async () => {
    const shaky = await shakyPowerShell(powerShell ?? '');
    const program = startProgram({ practice: { powerShell: shaky.executable } });
    await program.connectPractice();
    const plan = await program.ask('plan', connections);
    await program.ask('apply', confirm(plan));
    const lines = (await shaky.sent()).filter((line) => line.startsWith('RelayTuneRun'));
    const shown = plan.targets[0]?.command;
    expect(lines.filter((line) => scriptOfLine(line) === shown)).toHaveLength(1);
    expect(lines.map(scriptOfLine).filter((script) => script.startsWith('Set-'))).toEqual([
      `${shown ?? ''} -WhatIf`,
      shown,
    ]);
    for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]+\r?$/);
  });
});

describe.skipIf(isMissing)('a PowerShell that breaks in the middle of a change', () => {
  it.each<PowerShellFault>(['dies before', 'dies after', 'hangs'])(
    'loses nothing at any request when it %s it',
    { timeout: 180_000 },
    async (fault) => {
      const shaky = await shakyPowerShell(powerShell ?? '');
      const program = startProgram({ practice: { powerShell: shaky.executable, limitMilliseconds: 25_000 } });
      for (let n = 1; n <= requestsOfAChange; n += 1) {
        await program.connectPractice();
        const plan = await program.ask('plan', connections);
        await shaky.arm(n, fault);
        const answer = await program.call('apply', confirm(plan));
        await shaky.arm(0, fault);

        // The servers' truth, by a process that never broke.
        const truth = valueIn(await program.ask('connectors.read', {}));
        const shown = await program.ask('runs.current', {});
        const outcomes = shown.changes.map((change) => change.outcome);
        if (n === 1) {
          // Nothing had been announced yet, and nothing was written.
          expect(answer).toMatchObject({
            ok: false,
            error: { code: expect.stringMatching(/^powershell\//) as string },
          });
          expect([truth, outcomes]).toEqual(['20', []]);
          continue;
        }
        expect(outcomes).toHaveLength(1);
        const [outcome] = outcomes;
        // The old value says nothing: the command may be on its way to the server.
        if (n === 2 && fault !== 'dies after') expect(outcome).toBe('unknown');
        // What is shown is true, or says that it is not known; reading settles it.
        expect([outcome, truth]).toEqual(
          outcome === 'unknown' ? ['unknown', truth] : [truth === '100' ? 'applied' : 'not-applied', truth],
        );
        if (outcome === 'unknown') {
          // While it cannot be read, that is said, and nothing is assumed.
          await shaky.arm(1, 'dies before');
          expect(await program.call('changes.settle', {})).toMatchObject({ ok: false });
          expect((await program.ask('runs.current', {})).changes[0]?.outcome).toBe('unknown');
        }
        const settled = await program.ask('changes.settle', {});
        expect(settled.changes.map((change) => change.outcome)).toEqual([truth === '100' ? 'applied' : 'not-applied']);
        expect(truth).toBe(n === 2 && fault !== 'dies after' ? '20' : '100');
      }
    },
  );
});
