import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../shared/run/plan';
import type { PlanFile } from '../../shared/run/plan-file';
import { edited, forged } from '../support/plan-file';
import { besides, confirm, connections, startProgram } from '../support/practice-program';
import { problemOf } from '../support/problem-of';

const relay = '5a0c9c5e-6d0b-4f7e-9a37-0d1e6a012c03';
const efficiency: PlanRequest = { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null };
const fromFile = (index: number): PlanRequest => ({ step: 'from-file', index });

/** What a senior hands over: all three steps planned in practice, nothing applied, the program closed. */
async function seniorsFile(scenario = 'article'): Promise<string> {
  const { ask, connectPractice, close } = startProgram();
  await connectPractice(scenario);
  let text = '';
  for (const request of [{ step: 'timeout', timeout: '60' } as const, connections, efficiency]) {
    const plan = await ask('plan', request);
    text = (await ask('planFile.text', { planId: plan.id, ticket: ' CHG-1234 ' })).text;
  }
  await close();
  return text;
}

/** A junior's program: the file opened, connected, the connectors read. */
async function junior(text: string) {
  const program = startProgram();
  const { ask } = program;
  const { id } = await ask('planFile.import', { text });
  const { connection, sqlPassword } = await ask('connect.suggest', {});
  await ask('connect.check', { connection, sqlPassword });
  await ask('connectors.read', {});
  await ask('accounts.read', {});
  return { ...program, id };
}

/** Somebody edits the practice connector while the junior's program is closed; the program is started again. */
async function editedMeanwhile(text: string, change: (connectors: Record<string, unknown>[]) => unknown) {
  const { close, dataFolder, id } = await junior(text);
  await close();
  const path = join(dataFolder, 'runs', id, 'lab.json');
  const lab = JSON.parse(await readFile(path, 'utf8')) as { connectors: Record<string, unknown>[] };
  change(lab.connectors);
  await writeFile(path, JSON.stringify(lab));
  const again = startProgram({ dataFolder });
  await again.ask('runs.open', { runId: id });
  return again;
}

const relayIn = (connectors: Record<string, unknown>[]) => connectors.find((each) => each.Guid === relay) ?? {};

describe('a plan file', () => {
  it('is saved by one and carried out by another, exactly', async () => {
    const text = await seniorsFile();
    const file = JSON.parse(text) as PlanFile;
    expect(file).toMatchObject({
      ticket: 'CHG-1234',
      mode: 'practice',
      scenario: 'article',
      exchangeServer: 'ex10-hub1.corp.example',
      sqlServer: 'SQL01',
      profile: 'Newsletter',
    });
    expect(file.plans.map(({ step }) => step)).toEqual(['connections', 'efficiency', 'timeout']);
    expect(text).not.toContain('Practice-only-1');
    expect(text).not.toContain('"relaytune"');

    const { ask } = await junior(text);
    const opened = await ask('runs.current', {});
    expect(opened).toMatchObject({ ticket: 'CHG-1234', planFile: { sha256: file.sha256 } });
    await ask('connectors.choose', { guids: [relay] });
    for (const index of [0, 1, 2]) {
      const plan = await ask('plan', fromFile(index));
      const planned = file.plans[index];
      expect(plan.targets[0]).toMatchObject({
        key: planned?.targets[0]?.key,
        changes: planned?.targets[0]?.changes,
        command: planned?.targets[0]?.command,
        whatIf: planned?.targets[0]?.whatIf,
      });
      expect(plan.id).not.toBe(planned?.id);
      expect(plan.hash).not.toBe(planned?.hash);
      await ask('apply', confirm(plan));
    }
    const done = await ask('runs.current', {});
    expect(done.changes.map(({ outcome, readBack }) => [outcome, readBack.MaxInboundConnectionPerSource])).toEqual([
      ['applied', '100'],
      ['applied', '100'],
      ['applied', undefined],
    ]);
    expect(done.connectors.find(({ guid }) => guid === relay)?.attributes).toMatchObject({
      MaxInboundConnectionPerSource: '100',
      MaxInboundConnectionPercentagePerSource: '3',
      MaxAcknowledgementDelay: '00:00:00',
      TarpitInterval: '00:00:05',
    });
    expect(done.accounts.find(({ accountId }) => accountId === 2)?.timeout).toBe(60);
    expect(await problemOf(() => ask('plan', fromFile(0)))).toMatchObject({ code: 'plan/nothing-to-change' });
    // The restart after a timeout is there as ever.
    expect((await ask('plan', { step: 'restart' })).step).toBe('restart');
  });

  it('leaves out the connectors that this run has changed, and plans the rest of three hubs', async () => {
    const { ask, call } = await junior(await seniorsFile('hubs'));
    const all = await ask('plan', fromFile(0));
    expect(all.targets).toHaveLength(3);
    expect(all.typedName).toBe('Relay SQL Server');
    const stop = new AbortController();
    const stopped = await call('apply', confirm(all), { signal: stop.signal, progress: () => stop.abort() });
    expect(stopped).toMatchObject({ ok: false, error: { code: 'apply/stopped' } });
    const rest = await ask('plan', fromFile(0));
    expect(rest.targets.map(({ name }) => name)).toEqual(all.targets.slice(1).map(({ name }) => name));
    await ask('apply', confirm(rest));
    expect((await problemOf(() => ask('plan', fromFile(0)))).code).toBe('plan/nothing-to-change');
  });

  it('does not take what somebody else has set for made, because the run changed the connector otherwise', async () => {
    const { ask, close, dataFolder, id } = await junior(await seniorsFile());
    await ask('apply', confirm(await ask('plan', fromFile(0))));
    await close();
    const path = join(dataFolder, 'runs', id, 'lab.json');
    const lab = JSON.parse(await readFile(path, 'utf8')) as { connectors: Record<string, unknown>[] };
    relayIn(lab.connectors).MaxAcknowledgementDelay = '00:00:00';
    await writeFile(path, JSON.stringify(lab));
    const again = startProgram({ dataFolder });
    await again.ask('runs.open', { runId: id });
    expect((await problemOf(() => again.ask('plan', fromFile(1)))).code).toBe('plan-file/drifted');
  });

  it('locks the run: no other plan, no other connector, no other server, no plan file of its own', async () => {
    const { ask } = await junior(await seniorsFile());
    for (const request of [connections, efficiency, { step: 'timeout', timeout: '30' } as const])
      expect((await problemOf(() => ask('plan', request))).code).toBe('plan-file/locked');
    const { connectors } = await ask('runs.current', {});
    const all = connectors.map(({ guid }) => guid);
    expect((await problemOf(() => ask('connectors.choose', { guids: all }))).code).toBe('plan-file/locked');
    expect((await problemOf(() => ask('connectors.choose', { guids: [] }))).code).toBe('plan-file/locked');
    const { connection, sqlPassword } = await ask('connect.suggest', {});
    const other = { ...connection, sqlServer: 'SQL02' };
    expect(await problemOf(() => ask('connect.check', { connection: other, sqlPassword }))).toMatchObject({
      code: 'plan-file/other-servers',
      detail: 'It was planned for ex10-hub1.corp.example and SQL01; you entered ex10-hub1.corp.example and SQL02.',
    });
    const plan = await ask('plan', fromFile(1));
    expect((await problemOf(() => ask('planFile.text', { planId: plan.id, ticket: '' }))).code).toBe(
      'plan-file/locked',
    );
    expect((await problemOf(() => ask('plan', fromFile(3)))).code).toBe('plan-file/none');
    expect((await ask('runs.current', {})).changes).toEqual([]);
  });

  it('is refused where the server drifted, with the difference, and nothing is written', async () => {
    const text = await seniorsFile();
    const value = await editedMeanwhile(text, (all) => (relayIn(all).MaxInboundConnectionPerSource = '50'));
    expect(await problemOf(() => value.ask('plan', fromFile(0)))).toMatchObject({
      code: 'plan-file/drifted',
      title: 'EX10-HUB1\\Relay SQL Server is not as when this was planned. Nothing was written.',
      detail: 'EX10-HUB1\\Relay SQL Server: MaxInboundConnectionPerSource is 50, was 20.',
    });
    // The other step does not depend on it.
    expect((await value.ask('plan', fromFile(1))).targets).toHaveLength(1);
    const { connectors, changes } = await value.ask('connectors.read', {});
    expect(changes).toEqual([]);
    expect(connectors.find(({ guid }) => guid === relay)?.attributes.MaxInboundConnectionPerSource).toBe('50');
    await value.close();

    const renamed = await editedMeanwhile(text, (all) =>
      Object.assign(relayIn(all), { Name: 'Relay New', Identity: 'EX10-HUB1\\Relay New' }),
    );
    expect((await problemOf(() => renamed.ask('plan', fromFile(0)))).detail).toContain(
      'Identity is EX10-HUB1\\Relay New, was EX10-HUB1\\Relay SQL Server',
    );
    await renamed.close();

    const deleted = await editedMeanwhile(text, (all) => all.splice(all.indexOf(relayIn(all)), 1));
    expect((await problemOf(() => deleted.ask('plan', fromFile(0)))).detail).toBe(
      `EX10-HUB1\\Relay SQL Server is gone: nothing that this run reads has the Guid ${relay} any more.`,
    );
    await deleted.close();

    const wider = await editedMeanwhile(text, (all) => (relayIn(all).RemoteIPRanges = ['0.0.0.0-255.255.255.255']));
    expect((await problemOf(() => wider.ask('plan', fromFile(1)))).code).toBe('plan-file/drifted');
  });

  it('is refused where the account drifted', async () => {
    const { ask } = await junior(await seniorsFile());
    const other = await besides(await ask('runs.current', {}));
    await other.run(
      'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = 45, @no_credential_change = 1;',
    );
    expect((await problemOf(() => ask('plan', fromFile(2)))).detail).toBe('Newsletter: timeout is 45, was 20.');
    expect((await ask('runs.current', {})).changes).toEqual([]);
  });

  it('is refused by the run when it changes between the review and the act', async () => {
    const { ask } = await junior(await seniorsFile());
    const plan = await ask('plan', fromFile(2));
    const other = await besides(await ask('runs.current', {}));
    await other.run(
      'EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = 45, @no_credential_change = 1;',
    );
    expect((await problemOf(() => ask('apply', confirm(plan)))).code).toBe('plan/stale');
  });

  it('begins no run when it was tampered with, is too old, or is of a scenario that is not here', async () => {
    const text = await seniorsFile();
    const { ask } = startProgram();
    const codeOf = async (changed: string) => (await problemOf(() => ask('planFile.import', { text: changed }))).code;
    expect(await codeOf(edited(text, (file) => (file.ticket = 'CHG-1')))).toBe('plan-file/tampered');
    expect(await codeOf(forged(text, (file) => (file.savedAt = '2020-01-01T00:00:00.000Z')))).toBe('plan-file/too-old');
    expect(await codeOf(forged(text, (file) => (file.scenario = 'toString')))).toBe('plan-file/newer-version');
    const command = "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL Server' -Enabled False";
    const withCommand = (file: PlanFile) => file.plans[0]?.targets.forEach((target) => (target.command = command));
    expect(await codeOf(forged(text, withCommand))).toBe('plan-file/tampered');
    expect(await ask('runs.list', {})).toEqual([]);
  });
});

it('keeps a plan and a ticket in the run, and leaves out what was carried out since', async () => {
  const { ask, connectPractice } = startProgram();
  const { id } = await connectPractice();
  const plan = await ask('plan', connections);
  const saved = await ask('planFile.text', { planId: plan.id, ticket: 'CHG-1234' });
  expect(saved.fileName).toBe(`relaytune-plan-CHG-1234-${id}.json`);
  expect(saved.fingerprint).toMatch(/^[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}$/);
  expect(await ask('runs.current', {})).toMatchObject({ ticket: 'CHG-1234', kept: [{ id: plan.id }] });
  expect((await ask('run.ticket', { ticket: 'CHG\n 99' })).ticket).toBe('CHG 99');
  // It waits for its confirmation all the same.
  await ask('apply', confirm(plan));
  const next = await ask('plan', efficiency);
  const { text } = await ask('planFile.text', { planId: next.id, ticket: '' });
  expect((JSON.parse(text) as PlanFile).plans.map(({ step }) => step)).toEqual(['efficiency']);
  const restart = await ask('plan', { step: 'restart' });
  expect((await problemOf(() => ask('planFile.text', { planId: restart.id, ticket: '' }))).code).toBe(
    'plan-file/cannot-be-kept',
  );
  expect((await problemOf(() => ask('planFile.text', { planId: 'made-up', ticket: '' }))).code).toBe('plan/unknown');
});
