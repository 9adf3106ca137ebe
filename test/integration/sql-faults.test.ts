import { describe, expect, it } from 'vitest';
import type { SqlFault } from '../../electron/engine/practice/tds/wire';
import type { PlanRequest } from '../../shared/run/plan';
import type { RunState } from '../../shared/run/state';
import { signIn } from '../support/practice-lab';
import { confirm, startProgram } from '../support/practice-program';

const newsletter = 2;

/** A program on practice servers whose n-th SQL request from now on breaks. */
function shakyProgram() {
  let countdown = 0;
  let fault: SqlFault = 'drop-before';
  let broke: string | null = null;
  const program = startProgram({
    practice: {
      powerShell: null,
      sqlWire: {
        onRequest(text) {
          if (countdown === 0 || (countdown -= 1) > 0) return undefined;
          broke = text;
          return fault;
        },
      },
    },
  });
  return {
    ...program,
    arm(n: number, kind: SqlFault) {
      [countdown, fault, broke] = [n, kind, null];
    },
    /** The text of the request that broke; null where fewer were sent. */
    disarm() {
      countdown = 0;
      return broke;
    },
    /** The server's truth, by a session of its own. */
    async truth({ source }: RunState) {
      const host = source.addresses[0]?.address ?? '';
      const sql = await signIn({
        sql: { host, port: 14_330, serverName: 'SQL01', user: 'relaytune', password: 'Practice-only-1' },
      });
      const rows = await sql.query('select timeout from msdb.dbo.sysmail_server where account_id = 2');
      const [queue] = await sql.query('EXEC msdb.dbo.sysmail_help_status_sp');
      return { timeout: rows[0]?.timeout, queue: queue?.Status };
    },
  };
}

const faults = ['drop-before', 'drop-after', 'kill'] as const;

describe('a SQL session that breaks in the middle of a change', () => {
  it.each(faults)(
    'leaves a run that says what is known, and goes on to its end (%s)',
    { timeout: 120_000 },
    async (fault) => {
      const program = shakyProgram();
      const wanted: PlanRequest = { step: 'timeout', timeout: '60' };
      const broken: string[] = [];
      for (let n = 1; n < 40; n += 1) {
        await program.connectPractice();
        await program.ask('accounts.choose', { accountId: newsletter });
        const plan = await program.ask('plan', wanted);
        program.arm(n, fault);
        const answer = await program.call('apply', confirm(plan));
        const broke = program.disarm();
        if (broke === null) {
          expect(answer.ok).toBe(true);
          break;
        }
        broken.push(broke);
        const shown = await program.ask('runs.current', {});
        const truth = await program.truth(shown);
        const outcomes = shown.changes.map((change) => change.outcome);
        // What is shown is true, or called unknown; what was never announced was never written.
        if (outcomes.length === 0) expect(truth.timeout).toBe(20);
        if (outcomes[0] === 'applied') expect(truth.timeout).toBe(60);
        if (outcomes[0] === 'not-applied') expect(truth.timeout).toBe(20);
        // “Check again” settles it by reading.
        const settled = await program.ask('changes.settle', {});
        const known = settled.changes.map((change) => change.outcome);
        expect(known).toEqual(outcomes.length === 0 ? [] : [truth.timeout === 60 ? 'applied' : 'not-applied']);
        // Going on finishes it.
        if (truth.timeout !== 60) await program.change(wanted);
        expect((await program.truth(settled)).timeout).toBe(60);
        // The stored login of no account was touched, and nothing else of this one.
        const { accounts } = await program.ask('accounts.read', {});
        expect(accounts.map((account) => account.username)).toEqual([null, null, null, 'corp-reports']);
      }
      expect(broken.some((text) => text.includes('sysmail_update_account_sp'))).toBe(true);
      expect(broken.length).toBeGreaterThan(5);
    },
  );

  it.each(faults)('never leaves Database Mail stopped without saying so (%s)', { timeout: 120_000 }, async (fault) => {
    const program = shakyProgram();
    const broken: string[] = [];
    for (let n = 1; n < 60; n += 1) {
      await program.connectPractice();
      const plan = await program.ask('plan', { step: 'restart' });
      program.arm(n, fault);
      await program.call('apply', confirm(plan));
      const broke = program.disarm();
      if (broke === null) break;
      broken.push(broke);
      const shown = await program.ask('runs.current', {});
      const { queue } = await program.truth(shown);
      if (queue === 'STOPPED') expect(shown.queue).toBe('stopped-by-run');
      const started = await program.ask('databaseMail.start', {});
      expect(started.queue).not.toBe('stopped-by-run');
      expect((await program.truth(shown)).queue).toBe('STARTED');
    }
    expect(broken.some((text) => text.includes('sysmail_stop_sp'))).toBe(true);
    expect(broken.some((text) => text.includes('sysmail_start_sp'))).toBe(true);
  });
});
