import { connectorSchema, type Connector } from '../../../shared/exchange/connector';
import { readConnectionLimits, readDelays } from '../../../shared/exchange/limits';
import { ProblemError } from '../../../shared/result';
import { listConnectors, readOne } from './cmdlets';
import type { CommandRunner } from './command-runner';
import type { PowerShellObject } from './powershell/envelope';

/**
 * `Get-ReceiveConnector`: every connector, or one server's, parsed as far as the rules need it, so that later reads cannot fail.
 */
export async function readConnectors(
  exchange: CommandRunner,
  server: string | null,
  signal?: AbortSignal,
): Promise<Connector[]> {
  return (await listConnectors(exchange, server, signal)).map(toConnector);
}

/** One connector again, from the domain controller it came from. */
export async function readConnector(
  exchange: CommandRunner,
  known: Pick<Connector, 'guid' | 'domainController'>,
  signal?: AbortSignal,
): Promise<Connector> {
  return toConnector(await readOne(exchange, known.guid, known.domainController, signal));
}

/** @throws ProblemError 'exchange/unreadable-connector' naming what is missing or cannot be read */
export function toConnector(object: PowerShellObject): Connector {
  // A property without a value is an empty text to `fl`.
  const text = Object.fromEntries(Object.entries(object).map(([name, value]) => [name, value ?? '']));
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

function single(text: Record<string, string | string[]>, name: string): string {
  const value = text[name];
  return typeof value === 'string' ? value : '';
}
