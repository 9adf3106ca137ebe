import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPowerShell } from '../../electron/engine/exchange/powershell/session';
import { planConnections, planEfficiency } from '../../electron/engine/exchange/plan-connector';
import { readConnectors } from '../../electron/engine/exchange/read-connectors';
import { practiceExchange } from '../../electron/engine/practice-exchange';
import { runbookText } from '../../electron/engine/run/runbook-text';
import { sealPlan, type PlanDraft } from '../../electron/engine/run/plan-store';
import { quoted } from '../../shared/exchange/command';
import type { Connector } from '../../shared/exchange/connector';
import type { Plan } from '../../shared/run/plan';
import type { Runbook } from '../../shared/run/runbook';
import type { RunState } from '../../shared/run/state';
import { hostileNames } from '../support/hostile-names';
import { powerShell } from '../support/powershell';
import { relayConnector, startLab } from '../support/practice-lab';
import { temporaryFolder } from '../support/temporary-folder';
import { freshRun } from '../unit/renderer/states';

const isMissing = powerShell === null && process.env.CI !== 'true';
const limits = ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource'] as const;
const delays = ['MaxAcknowledgementDelay', 'TarpitInterval'] as const;

/** The practice Exchange, a PowerShell with its cmdlets, and a run that has read its connectors. */
async function exchangeServer() {
  const lab = await startLab();
  const exchange = practiceExchange({ lab, powerShell: null, limitMilliseconds: 20_000 });
  const all = await readConnectors(exchange, null);
  const relay = all.find(({ identity }) => identity === relayConnector);
  if (!relay) throw new Error('The lab has no relay connector.');
  const session = await openPowerShell({
    executable: powerShell ?? 'no PowerShell was found',
    limitMilliseconds: 60_000,
  });
  onTestFinished(() => session.close());
  await session.run(lab.cmdletModule);
  const path = join(temporaryFolder('relaytune-runbook-'), 'runbook.ps1');

  /** Saved, and run as it was saved. */
  async function run(text: string) {
    writeFileSync(path, text);
    const { output, errors } = await session.run(`& ${quoted(path)}`);
    return { screen: output.map((line) => String(line[''])), errors: errors.map(({ message }) => message) };
  }
  const valuesOf = (names: readonly string[], identity = relayConnector) =>
    names.map((name) => lab.directory.get(identity)[name]);
  return { lab, relay, run, valuesOf, state: { ...freshRun, connectors: all } };
}

const planOf = (draft: PlanDraft): Plan => sealPlan(draft, new Date('2026-11-24T14:02:00.000Z'));
const moreSessions = (relay: Connector, perSource = '100') =>
  planOf(
    planConnections([relay], {
      step: 'connections',
      maxInboundConnectionPerSource: perSource,
      maxInboundConnectionPercentagePerSource: '3',
    }),
  );
const noDelays = (relay: Connector) =>
  planOf(planEfficiency([relay], { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: '0' }));

const scriptOf = (state: RunState, plan: Plan | null, what: Runbook['what']) =>
  runbookText('ps1', { state, plan, what, writtenAt: new Date('2026-11-24T14:05:00.000Z') });

const done = (plan: Plan): RunState['changes'][number] => ({
  plan,
  target: 0,
  announcedAt: plan.createdAt,
  outcome: 'applied',
  readBack: {},
  warnings: [],
  problem: null,
});

describe.skipIf(isMissing)('the .ps1 of a change', { timeout: 60_000 }, () => {
  it('changes what was planned, and its undo brings the old values back; run again both do nothing', async () => {
    const { relay, run, valuesOf, state } = await exchangeServer();
    const plan = moreSessions(relay);
    const change = await run(scriptOf(state, plan, 'change'));
    expect(change.errors).toEqual([]);
    expect(change.screen).toEqual([
      'Now on EX10-HUB1\\Relay SQL Server:',
      '  MaxInboundConnectionPerSource = 20',
      '  MaxInboundConnectionPercentagePerSource = 2',
      'Read back:',
      '  MaxInboundConnectionPerSource = 100',
      '  MaxInboundConnectionPercentagePerSource = 3',
      'Done, and read back.',
    ]);
    expect(valuesOf(limits)).toEqual(['100', '3']);
    expect((await run(scriptOf(state, plan, 'change'))).screen.at(-1)).toBe(
      'It is so already: there is nothing to do.',
    );
    expect(await run(scriptOf(state, plan, 'undo'))).toMatchObject({ errors: [] });
    expect(valuesOf(limits)).toEqual(['20', '2']);
  });

  it('holds the very command that RelayTune would run', async () => {
    const { relay, state } = await exchangeServer();
    const plan = moreSessions(relay);
    const [target] = plan.targets;
    expect(scriptOf(state, plan, 'change')).toContain(`\r\n  ${target?.command}\r\n`);
    expect(scriptOf(state, plan, 'undo')).toContain(`\r\n  ${target?.undoCommand}\r\n`);
  });

  it('refuses where a value has been changed since, and changes nothing', async () => {
    const { lab, relay, run, valuesOf, state } = await exchangeServer();
    const plan = moreSessions(relay);
    lab.cmdlets.run('Set-ReceiveConnector', { Identity: relayConnector, MaxInboundConnectionPerSource: '50' }, false);
    for (const [what, expected] of [
      ['change', '20 or 100'],
      ['undo', '100 or 20'],
    ] as const)
      expect((await run(scriptOf(state, plan, what))).errors).toEqual([
        `Nothing was changed on it: MaxInboundConnectionPerSource is 50 and not ${expected}. Look who changed it, and why.`,
      ]);
    expect(valuesOf(limits)).toEqual(['50', '2']);
  });

  it('refuses where the connector has another name by now', async () => {
    const { relay, run, valuesOf, state } = await exchangeServer();
    const plan = moreSessions(relay);
    const [target] = plan.targets;
    const renamed = { ...plan, targets: [{ ...target, name: 'EX10-HUB1\\Old name' }] } as Plan;
    expect((await run(scriptOf(state, renamed, 'change'))).errors).toEqual([
      `Nothing was changed on it: the connector ${relay.guid} is not called EX10-HUB1\\Old name any more.`,
    ]);
    expect(valuesOf(limits)).toEqual(['20', '2']);
  });

  it('of a whole run writes each connector once, and takes back all that still stands', async () => {
    const { relay, run, valuesOf, state } = await exchangeServer();
    const changes = [done(moreSessions(relay)), done(noDelays(relay))];
    const change = scriptOf({ ...state, changes }, null, 'change');
    expect(change.match(/^ {2}Set-ReceiveConnector /gm)).toHaveLength(1);
    expect((await run(change)).errors).toEqual([]);
    expect([...valuesOf(limits), ...valuesOf(delays)]).toEqual(['100', '3', '00:00:00', '00:00:00']);
    expect((await run(scriptOf({ ...state, changes }, null, 'undo'))).errors).toEqual([]);
    expect([...valuesOf(limits), ...valuesOf(delays)]).toEqual(['20', '2', '00:00:30', '00:00:05']);
  });
});

describe.skipIf(isMissing)('the .ps1 of a connector with a name that is hard to write', { timeout: 60_000 }, () => {
  it.each(hostileNames)('%j', async (name) => {
    const { lab, relay, run, valuesOf, state } = await exchangeServer();
    lab.directory.edit(relay.guid, { Name: name });
    const identity = `EX10-HUB1\\${name}`;
    const exchange = practiceExchange({ lab, powerShell: null, limitMilliseconds: 20_000 });
    const renamed = (await readConnectors(exchange, null)).find(({ guid }) => guid === relay.guid);
    expect(renamed?.identity).toBe(identity);
    const plan = moreSessions(renamed ?? relay);
    expect((await run(scriptOf(state, plan, 'change'))).errors).toEqual([]);
    expect(valuesOf(limits, identity)).toEqual(['100', '3']);
    expect((await run(scriptOf(state, plan, 'undo'))).errors).toEqual([]);
    expect(valuesOf(limits, identity)).toEqual(['20', '2']);
  });
});

describe.skipIf(isMissing)('the .ps1 of a run of which not all is known', { timeout: 60_000 }, () => {
  it('takes back whichever of the run’s values stands, does nothing where none does, and refuses any other', async () => {
    const { lab, relay, run, valuesOf, state } = await exchangeServer();
    const again = planOf({ ...moreSessions(relay), step: 'connections' });
    const [target] = again.targets;
    const unknown: RunState['changes'][number] = {
      ...done({
        ...again,
        id: 'plan-2',
        targets: target ? [{ ...target, changes: [{ setting: limits[0], before: '100', after: '200' }] }] : [],
      }),
      outcome: 'unknown',
    };
    const undo = scriptOf({ ...state, changes: [done(moreSessions(relay)), unknown] }, null, 'undo');
    const set = (value: string) =>
      lab.cmdlets.run(
        'Set-ReceiveConnector',
        { Identity: relayConnector, MaxInboundConnectionPerSource: value },
        false,
      );
    for (const value of ['100', '200', '20']) {
      set(value);
      expect((await run(undo)).errors).toEqual([]);
      expect(valuesOf(limits)).toEqual(['20', '2']);
    }
    set('50');
    expect((await run(undo)).errors).toEqual([
      'Nothing was changed on it: MaxInboundConnectionPerSource is 50 and not 200, 100 or 20. Look who changed it, and why.',
    ]);
    expect(valuesOf(limits)).toEqual(['50', '2']);
  });
});
