import { describe, expect, it, onTestFinished } from 'vitest';
import { siteOfServers } from '../../electron/engine/practice-site';
import { throughPowerShell } from '../../electron/engine/practice-exchange';
import type { CallContext } from '../../electron/engine/types';
import { holdBackWrites } from '../support/held-back-writes';
import { isLong } from '../support/is-long';
import { relayConnector, startLab } from '../support/practice-lab';
import { confirm, connections, startProgram } from '../support/practice-program';
import { powerShell } from '../support/powershell';

const isMissing = powerShell === null && process.env.CI !== 'true';
const executable = powerShell ?? 'no PowerShell was found';
const limitMilliseconds = 60_000;
const lateWriteLimit = 3000;

/** A change whose PowerShell is killed while its command is still on the way to the server. */
async function brokenWrite() {
  const lab = await startLab();
  const held = await holdBackWrites(lab);
  onTestFinished(() => held.close());
  const options = { powerShell: executable, limitMilliseconds };
  const world = {
    site: () => {
      const exchange = throughPowerShell({ ...lab, cmdletModule: held.cmdletModule }, executable, limitMilliseconds);
      const site = siteOfServers({ ...lab, close: () => Promise.resolve() }, exchange, options);
      return Promise.resolve({ ...site, lateWriteLimit });
    },
  };
  const first = startProgram({ world });
  const { id } = await first.connectPractice();
  const plan = await first.ask('plan', connections);
  const applying = first.call('apply', confirm(plan));
  await held.arrived;
  const [announced] = (await first.ask('runs.current', {})).changes;
  if (announced?.writer?.kind !== 'powershell') throw new Error('PowerShell writes it.');
  process.kill(announced.writer.pid, 'SIGKILL');
  const answer = await applying;
  const truth = () =>
    lab.directory.list().find(({ Identity }) => Identity === relayConnector)?.MaxInboundConnectionPerSource;
  const next = () => startProgram({ dataFolder: first.dataFolder, world });
  return { first, id, answer, truth, next, landAfterReading: held.landAfterReading };
}

const waiting = 'Waiting for what the server may still be doing…';

/** Where the reading has taken all of that time, nothing is left to wait for. */
function expectOnlyWaiting(said: readonly string[]): void {
  expect(said.filter((text) => text !== waiting)).toEqual([]);
}

describe.skipIf(isMissing)('a write that reaches its server after it was read that it is not there', () => {
  it('is not known until then, and “Check again” waits for it', { timeout: 180_000 }, async () => {
    const { first, answer, truth, landAfterReading } = await brokenWrite();
    const problem = {
      code: 'apply/may-land-later',
      title: `It is not known whether ${relayConnector} will be changed: it has its old value, but the server may still carry the command out.`,
    };
    expect(answer).toMatchObject({ ok: false, error: problem });
    const { changes } = await first.ask('runs.current', {});
    expect([changes, truth()]).toMatchObject([[{ outcome: 'unknown', problem }], '20']);

    landAfterReading();
    const said: string[] = [];
    const progress: CallContext['progress'] = ({ text }) => void said.push(text);
    expect(await first.call('changes.settle', {}, { progress })).toMatchObject({
      ok: true,
      value: { changes: [{ outcome: 'applied', problem: null }] },
    });
    expect(truth()).toBe('100');
    expectOnlyWaiting(said);
  });

  // As long again.
  if (isLong)
    it('is waited for by the next start of the program too', { timeout: 180_000 }, async () => {
      const { first, id, truth, next, landAfterReading } = await brokenWrite();
      await first.close();
      landAfterReading();
      expect(await next().call('runs.open', { runId: id })).toMatchObject({
        ok: true,
        value: { changes: [{ outcome: 'applied' }] },
      });
      expect(truth()).toBe('100');
    });
});
