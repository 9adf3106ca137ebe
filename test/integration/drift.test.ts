import { describe, expect, it } from 'vitest';
import { targetOf } from '../../electron/engine/run/target-of';
import type { PlanRequest } from '../../shared/run/plan';
import { signIn } from '../support/practice-lab';
import { confirm, connections } from '../support/practice-program';
import { practiceSession } from '../support/practice-session';
import { problemOf } from '../support/problem-of';
import { makeTarget } from '../support/run-fixtures';

type Bench = Awaited<ReturnType<typeof practiceSession>>;
type Drift = (bench: Bench) => unknown;
const relayName = 'EX10-HUB1\\Relay SQL Server';
const sixty: PlanRequest = { step: 'timeout', timeout: '60' };
const undo: PlanRequest = { step: 'undo', keys: null, overwrite: [] };

const edit =
  (attributes: Record<string, string | string[]>): Drift =>
  ({ lab, relays: [relay = ''] }) =>
    lab.directory.edit(relay, attributes);
const update =
  (parameters: string): Drift =>
  async ({ lab }) =>
    (await signIn(lab)).run(
      `EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @no_credential_change = 1, ${parameters};`,
    );

/** Renamed, and another connector of the same server has the name now. */
const swapNames: Drift = ({ lab, relays: [relay = ''] }) => {
  const other = lab.directory.list('EX10-HUB1').find(({ Name }) => String(Name).startsWith('Relay Scanners'));
  lab.directory.edit(relay, { Name: 'Relay old' });
  lab.directory.edit(String(other?.Guid), { Name: 'Relay SQL Server' });
};

const drifts: [what: string, drift: Drift, title: string, detail: string][] = [
  [
    'another value',
    edit({ MaxInboundConnectionPerSource: '50' }),
    'changed since',
    'MaxInboundConnectionPerSource is 50, was ',
  ],
  [
    'another RemoteIPRanges',
    edit({ RemoteIPRanges: ['10.0.0.0/8', '192.0.2.1'] }),
    'changed since',
    'RemoteIPRanges is 10.0.0.0/8, 192.0.2.1, was 127.',
  ],
  [
    'another name',
    edit({ Name: 'Relay (new)' }),
    'changed since',
    `Identity is EX10-HUB1\\Relay (new), was ${relayName}`,
  ],
  ['another owner of its name', swapNames, 'changed since', `Identity is EX10-HUB1\\Relay old, was ${relayName}`],
  ['disabled', edit({ Enabled: 'False' }), 'changed since', 'Enabled is False, was True'],
  [
    'no connector any more',
    ({ lab, relays: [relay = ''] }) => lab.directory.remove(relay),
    'is not there any more',
    'The receive connector was not found.',
  ],
];

/** Everything there is to read, so that a write anywhere shows. */
const everything = async ({ lab }: Bench) => ({
  connectors: lab.directory.list(),
  accounts: await (await signIn(lab)).query('select * from msdb.dbo.sysmail_server'),
});

/** Applies what was confirmed before the drift: refused, with the difference, and nothing written or announced. */
async function refused(bench: Bench, request: PlanRequest, drift: Drift) {
  const plan = await bench.ask('plan', request);
  await drift(bench);
  const before = await everything(bench);
  const announced = bench.session.run.state().changes.length;
  const problem = await problemOf(() => bench.ask('apply', confirm(plan)));
  expect(await everything(bench)).toEqual(before);
  expect(bench.session.run.state().changes).toHaveLength(announced);
  return problem;
}

describe.each(drifts)('a connector that has %s', (_what, drift, title, detail) => {
  it('is not changed', async () => {
    const bench = await practiceSession();
    const problem = await refused(bench, connections, drift);
    expect(problem).toMatchObject({ code: 'plan/stale', title: expect.stringContaining(title) as string });
    expect(problem.detail).toContain(detail);
  });

  it('is not taken back', async () => {
    const bench = await practiceSession();
    await bench.change(connections);
    const problem = await refused(bench, undo, drift);
    expect(problem).toMatchObject({ code: 'plan/stale', title: expect.stringContaining(title) as string });
    expect(problem.detail).toContain(detail);
  });
});

const accountDrifts: [what: string, drift: Drift, title: string, detail: string][] = [
  ['another timeout', update('@timeout = 45'), 'Newsletter changed since', 'timeout is 45, was '],
  ['another name', update("@account_name = N'Bulk'"), 'Newsletter changed since', 'name is Bulk, was Newsletter'],
  [
    'become another account',
    update("@account_name = N'Payroll', @email_address = N'payroll@corp.example', @mailserver_name = N'mx.example'"),
    'Newsletter changed since',
    'name is Payroll, was Newsletter; email_address is payroll@corp.example, was newsletter@corp.example; servername is mx.example, was ex10-hub1.corp.example',
  ],
  [
    'been deleted',
    async ({ lab }) => (await signIn(lab)).run('DELETE FROM msdb.dbo.sysmail_server WHERE account_id = 2;'),
    'Newsletter is not there any more',
    'The account Newsletter no longer exists.',
  ],
];

describe.each(accountDrifts)('an account that has %s', (_what, drift, title, detail) => {
  it.each([
    ['changed', sixty],
    ['taken back', undo],
  ])('is not %s', async (_act, request) => {
    const bench = await practiceSession();
    if (request === undo) await bench.change(sixty);
    const problem = await refused(bench, request, drift);
    expect(problem).toMatchObject({ code: 'plan/stale', title: expect.stringContaining(title) as string });
    expect(problem.detail).toContain(detail);
  });
});

describe('what drifts between two targets of one act', () => {
  it('stops it there, and says what was done by then', async () => {
    const bench = await practiceSession({ scenario: 'hubs' });
    const problem = await refusedAfterFirst(bench);
    expect(problem).toMatchObject({ code: 'apply/stale', title: '1 of 3 were changed, then it stopped.' });
    expect(problem.detail).toContain('Identity is EX10-HUB2\\Elsewhere, was EX10-HUB2\\Relay SQL Server');
    const limits = bench.relays.map((guid) => bench.lab.directory.get(guid).MaxInboundConnectionPerSource);
    expect(limits).toEqual(['100', '20', '20']);
    // The undo finds the one that was changed, and only that.
    const plan = await bench.ask('plan', undo);
    expect(plan.targets.map(({ name }) => name)).toEqual(['EX10-HUB1\\Relay SQL Server']);
  });

  async function refusedAfterFirst(bench: Bench) {
    const plan = await bench.ask('plan', connections);
    bench.lab.directory.edit(bench.relays[1] ?? '', { Name: 'Elsewhere' });
    return problemOf(() => bench.ask('apply', confirm(plan)));
  }
});

describe('a connector that was read again since the plan, under another name', () => {
  it('is refused with both names', async () => {
    const bench = await practiceSession();
    const problem = await refused(bench, connections, async (at) => {
      await edit({ Name: 'Relay (new)' })(at);
      await at.ask('connectors.read', {});
    });
    expect(problem).toMatchObject({
      code: 'plan/stale',
      detail: `Identity is EX10-HUB1\\Relay (new), was ${relayName}.`,
    });
  });
});

it('what else changed on a connector during its write is told in a whole sentence', async () => {
  const bench = await practiceSession();
  const plan = await bench.ask('plan', connections);
  const [planned = makeTarget()] = plan.targets;
  const target = await targetOf(bench.session, planned, { planId: plan.id, say: () => undefined });
  const before = await target.read();
  await edit({ Enabled: 'False', MaxInboundConnectionPerSource: '100' })(bench);
  expect(target.guard?.(before, await target.read())).toBe('Enabled was True and is now False.');
});
