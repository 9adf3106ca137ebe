import type { PlanRequest } from '../../shared/run/plan';
import { signIn } from './practice-lab';
import type { practiceSession } from './practice-session';

export const undoAll: PlanRequest = { step: 'undo', keys: null, overwrite: [] };
export const sixty: PlanRequest = { step: 'timeout', timeout: '60' };
export const relayName = 'EX10-HUB1\\Relay SQL Server';
export const perSource = 'MaxInboundConnectionPerSource';
export const percentage = 'MaxInboundConnectionPercentagePerSource';

type Bench = Awaited<ReturnType<typeof practiceSession>>;
export const relayOf = ({ lab, relays: [relay = ''] }: Bench) => lab.directory.get(relay);
/** Somebody else at work on the connector. */
export const edit = (bench: Bench, attributes: Record<string, string>) =>
  bench.lab.directory.edit(bench.relays[0] ?? '', attributes);
export const setTimeoutTo = async ({ lab }: Bench, seconds: number) =>
  (await signIn(lab)).run(
    `EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = ${seconds}, @no_credential_change = 1;`,
  );
export const serversOf = async ({ lab }: Pick<Bench, 'lab'>) => {
  const rows = await (await signIn(lab)).query('select * from msdb.dbo.sysmail_server');
  return rows.map((row) => ({ ...(row as object), last_mod_datetime: null, last_mod_user: null }));
};
