import { connectorSchema, type Connector } from '../../../shared/exchange/connector';
import { readConnectionLimits, readDelays } from '../../../shared/exchange/limits';
import { ProblemError } from '../../../shared/result';
import type { ConnectorDirectory, ConnectorText } from '../site';

/** `Get-ReceiveConnector`: every connector, parsed as far as the rules need it, so that later reads cannot fail. */
export async function readConnectors(directory: ConnectorDirectory): Promise<Connector[]> {
  return (await directory.list()).map(toConnector);
}

/** One connector again, from the domain controller it came from. */
export async function readConnector(directory: ConnectorDirectory, known: Connector): Promise<Connector> {
  return toConnector(await directory.read(known.guid, known.domainController));
}

/** @throws ProblemError 'exchange/unreadable-connector' naming what is missing or cannot be read */
export function toConnector(text: ConnectorText): Connector {
  const identity = single(text, 'Identity');
  const parsed = connectorSchema.safeParse({
    guid: single(text, 'Guid').toLowerCase(),
    identity,
    server: single(text, 'Server'),
    name: single(text, 'Name'),
    domainController: single(text, 'OriginatingServer'),
    attributes: text,
  });
  if (!parsed.success) {
    throw new ProblemError({
      code: 'exchange/unreadable-connector',
      title: 'A receive connector could not be read.',
      detail: `${identity || 'A connector without Identity'}: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')} is missing or malformed.`,
      hint: 'Run Get-ReceiveConnector | fl in the Exchange Management Shell and compare.',
    });
  }
  readConnectionLimits(parsed.data);
  readDelays(parsed.data);
  return parsed.data;
}

function single(text: ConnectorText, name: string): string {
  const value = text[name];
  return typeof value === 'string' ? value : '';
}
