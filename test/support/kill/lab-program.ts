import { createInterface } from 'node:readline';
import { connectSql } from '../../../electron/engine/database-mail/connect/connect-sql';
import type { SqlConnection } from '../../../electron/engine/database-mail/sql-connection';
import type { Lab } from '../../../electron/engine/practice/lab';
import { openLab } from '../../../electron/engine/practice/open-lab';
import { hubsScenario } from '../../../electron/engine/practice/scenarios/hubs';
import type { LabDescription, LabRequest, Truth } from './lab-description';

const { exchange } = hubsScenario;
const timestamps = new Set(['WhenChanged', 'WhenCreated']);

/** The practice servers as a process of their own, which outlives the programs that use them. @param folder for their state */
export async function runLab(folder: string): Promise<void> {
  let slow = 0;
  const onRequest = (text: string) => {
    if (slow === 0 || !text.includes('EXEC msdb.dbo.sysmail_update_account_sp @')) return undefined;
    const keepsOnMs = slow;
    slow = 0;
    return { keepsOnMs };
  };
  const lab = await openLab({ folder, scenario: hubsScenario.name, sqlWire: { onRequest } });
  const { host, port, user, password } = lab.sql;
  const target = { host, port, instance: null, encryption: 'none', certificate: null } as const;
  const sql = await connectSql(target, { kind: 'sqlLogin', user, password });
  const answer = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`);

  answer(describe(lab));
  for await (const line of createInterface(process.stdin)) {
    const request = JSON.parse(line) as LabRequest;
    if (request.ask === 'close') break;
    if (request.ask === 'slow-account') slow = request.milliseconds;
    if (request.ask === 'restore') await restore(lab, sql, request.truth);
    answer(await readTruth(lab, sql));
  }
  await sql.close();
  await lab.close();
}

function describe({
  addresses,
  sql,
  databaseMail,
  cmdletModule,
  cmdlets,
  clock,
  resolve,
  ...lab
}: Lab): LabDescription {
  const names = [...exchange.hubs.flatMap(({ server, fqdn }) => [server, fqdn]), ...Object.keys(exchange.aliases)];
  return {
    addresses,
    exchange: lab.exchange,
    sql,
    databaseMail,
    cmdletModule,
    factor: clock.factor,
    names: Object.fromEntries(names.map((name) => [name.toLowerCase(), resolve(name)])),
    parameters: { ...cmdlets.parameters },
  };
}

async function readTruth({ directory }: Lab, sql: SqlConnection): Promise<Truth> {
  const connectors = directory
    .list()
    .map((connector) => [
      String(connector.Identity),
      Object.fromEntries(Object.entries(connector).filter(([name]) => !timestamps.has(name))),
    ]);
  const accounts = await sql.query(
    'SELECT account_id, servername, port, username, credential_id, enable_ssl, timeout FROM msdb.dbo.sysmail_server ORDER BY account_id;',
  );
  const [queue] = await sql.query('EXEC msdb.dbo.sysmail_help_status_sp;');
  return { connectors: Object.fromEntries(connectors) as Truth['connectors'], accounts, queue: String(queue?.Status) };
}

/** Puts back what differs, as an admin would. */
async function restore(lab: Lab, sql: SqlConnection, wanted: Truth): Promise<void> {
  const now = await readTruth(lab, sql);
  for (const [identity, attributes] of Object.entries(wanted.connectors)) {
    const current = now.connectors[identity] ?? {};
    const other = Object.entries(attributes).filter(([name, value]) => String(current[name]) !== String(value));
    if (other.length > 0)
      lab.directory.set(identity, Object.fromEntries(other.map(([name, value]) => [name, String(value)])));
  }
  for (const { account_id, timeout } of wanted.accounts) {
    await sql.query('UPDATE msdb.dbo.sysmail_server SET timeout = @timeout WHERE account_id = @id;', {
      id: Number(account_id),
      timeout: timeout === null ? null : Number(timeout),
    });
  }
  if (now.queue === wanted.queue) return;
  await sql.run(`EXEC msdb.dbo.${wanted.queue === 'STARTED' ? 'sysmail_start_sp' : 'sysmail_stop_sp'};`);
}
