import { ProblemError } from '../../../shared/result';
import type { RunState } from '../../../shared/run/state';
import { openSessionOf, type Desk } from '../engine';
import { readConnectors } from '../exchange/read-connectors';
import type { Session } from '../session';
import type { EngineHandlers } from '../types';

/** Reads every connector anew and records what was read. */
export async function recordConnectors({ run, site }: Session): Promise<RunState> {
  const connectors = await readConnectors(site.connectors);
  return run.record({
    type: 'connectors-read',
    connectors,
    sourceAddress: site.source.address,
    sourceProof: site.source.proof,
  });
}

export function connectorHandlers(desk: Desk): Pick<EngineHandlers, 'connectors.read' | 'connectors.choose'> {
  return {
    'connectors.read': () => recordConnectors(openSessionOf(desk)),
    async 'connectors.choose'({ guid }) {
      const { run } = openSessionOf(desk);
      if (!run.state().connectors.some((connector) => connector.guid === guid)) {
        throw new ProblemError({
          code: 'exchange/not-found',
          title: 'That connector was not among those read.',
          detail: guid,
          hint: 'Read the connectors again.',
        });
      }
      return run.record({ type: 'connector-chosen', guid });
    },
  };
}
