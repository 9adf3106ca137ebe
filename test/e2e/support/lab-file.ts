import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Row = Record<string, unknown>;
type LabFile = { connectors: Row[]; msdb: { tables: { sysmail_server: Row[] } } };

const pathOf = (dataFolder: string, runId: string) => join(dataFolder, 'runs', runId, 'lab.json');

/** A practice run's servers as they are on disk: the truth, while the program is closed. */
export async function readLab(dataFolder: string, runId: string): Promise<LabFile> {
  return JSON.parse(await readFile(pathOf(dataFolder, runId), 'utf8')) as LabFile;
}

/** One attribute or column of each connector of that name, in the order of the hubs. */
export async function relayValues(dataFolder: string, runId: string, attribute: string): Promise<unknown[]> {
  const { connectors } = await readLab(dataFolder, runId);
  return connectors.filter(({ Name }) => Name === 'Relay SQL Server').map((connector) => connector[attribute]);
}

/** Somebody else at work on the practice connectors while the program is closed. @param edit answers how they are afterwards */
export async function editConnectors(
  dataFolder: string,
  runId: string,
  edit: (connectors: Row[]) => Row[],
): Promise<void> {
  const lab = await readLab(dataFolder, runId);
  await writeFile(pathOf(dataFolder, runId), JSON.stringify({ ...lab, connectors: edit(lab.connectors) }));
}

/** An edit of the first hub's relay connector. */
export const relayWith = (attributes: Row) => (connectors: Row[]) => {
  const first = connectors.findIndex(({ Name }) => Name === 'Relay SQL Server');
  return connectors.map((connector, place) => (place === first ? { ...connector, ...attributes } : connector));
};
