import { z } from 'zod';
import { enteredSource, type Source } from '../../../shared/exchange/source';
import type { Connection } from '../../../shared/run/connection';
import { parseSqlServer } from '../../../shared/run/validate-connection';
import type { SqlConnection } from '../database-mail/sql-connection';
import { clusterNodes, serverFacts } from '../database-mail/statements';

const factsRow = z.object({ computerName: z.string().nullable() });
const nodeRows = z.array(z.object({ nodeName: z.string() }));

/**
 * The addresses that the SQL Server's mail may come from: those that the user entered, else the addresses of its name, of the
 * computer it runs on now (SERVERPROPERTY('ComputerNamePhysicalNetBIOS')) and of its cluster nodes. Which one a session
 * really takes only a test mail shows, so they are assumed.
 */
export async function findSource(
  connection: Pick<Connection, 'sqlServer' | 'sqlAddresses'>,
  sql: SqlConnection | null,
  resolve: (name: string) => Promise<string[]>,
): Promise<Source> {
  const { sqlServer, sqlAddresses } = connection;
  if (sqlAddresses.length > 0) return enteredSource(sqlAddresses);
  const { host } = parseSqlServer(sqlServer);
  // What the server does not say of itself is only left out.
  const names: [string, string][] = [[host, `name ${host}`], ...(sql ? await namesFrom(sql).catch(() => []) : [])];
  const addresses = new Map<string, string>();
  for (const [name, origin] of names) {
    for (const address of await resolve(name)) if (!addresses.has(address)) addresses.set(address, origin);
  }
  const found = [...addresses].map(([address, origin]) => ({ address, origin }));
  return { addresses: found, proof: 'assumed', detail: '' };
}

/** What the server says of itself; a login that may not see its cluster nodes only leaves them out. */
async function namesFrom(sql: SqlConnection): Promise<[string, string][]> {
  const [row] = await sql.query(serverFacts);
  const { computerName } = factsRow.parse(row);
  const nodes = nodeRows.parse(await sql.query(clusterNodes).catch(() => []));
  return [
    ...(computerName === null ? [] : [[computerName, `computer ${computerName}`] as [string, string]]),
    ...nodes.map(({ nodeName }): [string, string] => [nodeName, `cluster node ${nodeName}`]),
  ];
}
