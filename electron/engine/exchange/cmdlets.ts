import { getReceiveConnector } from '../../../shared/exchange/command';
import { ProblemError } from '../../../shared/result';
import type { CommandRunner } from './command-runner';
import type { PowerShellObject } from './powershell/envelope';

/** Connectors of every hub in one request, or of one server; hostile text until parsed. */
export async function listConnectors(
  exchange: CommandRunner,
  server: string | null,
  signal?: AbortSignal,
): Promise<PowerShellObject[]> {
  const parameters = server === null ? [] : ([['Server', server]] as const);
  return (await exchange.run({ cmdlet: 'Get-ReceiveConnector', parameters }, signal)).output;
}

/**
 * One connector, from the domain controller it was read from before ('' where that is not known).
 * Throws ProblemError 'exchange/not-found'; the identity is never empty, which would mean every connector.
 */
export async function readOne(
  exchange: CommandRunner,
  guid: string,
  domainController: string,
  signal?: AbortSignal,
): Promise<PowerShellObject> {
  if (guid === '') throw notFound(guid);
  const { output } = await exchange.run(getReceiveConnector(guid, domainController), signal);
  const [connector, another] = output;
  if (!connector || another) throw notFound(guid);
  return connector;
}

/** The parameters that a cmdlet has in this session: RBAC takes away those that the user's roles do not allow. */
export async function parametersOf(exchange: CommandRunner, cmdlet: string): Promise<string[]> {
  const { output } = await exchange.run({ cmdlet: 'Get-Command', parameters: [['Name', cmdlet]] });
  const parameters = output[0]?.Parameters;
  if (!Array.isArray(parameters)) {
    throw new ProblemError({
      code: 'exchange/unknown-parameters',
      title: `The parameters of ${cmdlet} could not be read.`,
      detail: 'Get-Command answered without them.',
      hint: 'Plan a change: it is checked with -WhatIf before anything is written.',
    });
  }
  return parameters;
}

const notFound = (guid: string) =>
  new ProblemError({
    code: 'exchange/not-found',
    title: 'The receive connector was not found.',
    detail: `Get-ReceiveConnector did not answer with the one connector ${guid}.`,
    hint: 'Read the connectors again on page 2: it may have been removed.',
  });
