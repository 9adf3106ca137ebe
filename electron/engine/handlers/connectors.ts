import { canonicalJson } from '../../../shared/canonical-json';
import { serversOf } from '../../../shared/exchange/connector';
import { isExchangeProblem } from '../../../shared/exchange/exchange-problem';
import { ProblemError } from '../../../shared/result';
import type { RunState } from '../../../shared/run/state';
import { openSessionOf, type Desk } from '../desk';
import { proveSource } from '../exchange/prove-source';
import { readConnectors } from '../exchange/read-connectors';
import { readHubs } from '../exchange/read-hubs';
import { chosenConnection } from '../run/chosen';
import { checkConnectors } from '../run/plan-file-lock';
import { scopeOf } from '../run/gather-facts';
import type { Session } from '../session';
import type { EngineHandlers } from '../types';

/** Reads every connector and its hub anew; recorded when something is not as it was. */
export async function recordConnectors({ run, site }: Session, signal?: AbortSignal): Promise<RunState> {
  const { connection, ...state } = run.state();
  const connectors = await readConnectors(site.exchange, connection ? scopeOf(connection) : null, signal);
  const hubs = await readHubs(site.exchange, serversOf(connectors), site.resolve).catch((error: unknown) => {
    // What a role does not let RelayTune read of the hubs stays as it was known; a session that is gone is no role.
    if (isExchangeProblem(error)) return state.hubs;
    throw error;
  });
  if (canonicalJson({ connectors, hubs }) === canonicalJson({ connectors: state.connectors, hubs: state.hubs }))
    return run.state();
  return run.record({ type: 'connectors-read', connectors, hubs });
}

type Channels = 'connectors.read' | 'connectors.choose' | 'source.prove' | 'powershell.transcript';

export function connectorHandlers(desk: Desk): Pick<EngineHandlers, Channels> {
  return {
    'connectors.read': (_input, { signal }) => recordConnectors(openSessionOf(desk), signal),
    async 'connectors.choose'({ guids }) {
      const { run } = openSessionOf(desk);
      checkConnectors(run.state(), guids);
      const known = new Set(run.state().connectors.map((connector) => connector.guid));
      const strange = guids.find((guid) => !known.has(guid));
      if (strange !== undefined) {
        throw new ProblemError({
          code: 'exchange/not-found',
          title: 'That connector was not among those read.',
          detail: strange,
          hint: 'Read the connectors again.',
        });
      }
      return run.record({ type: 'connectors-chosen', guids: [...new Set(guids)] });
    },
    async 'source.prove'(_input, { signal, progress }) {
      const session = openSessionOf(desk);
      const { connectors, source: known } = session.run.state();
      const connection = chosenConnection(session.run.state());
      const source = await proveSource({
        exchange: session.site.exchange,
        sql: await session.sql(),
        clock: session.site.clock,
        servers: serversOf(connectors),
        known,
        profile: connection.profile,
        mailbox: connection.testMailboxes[0] ?? '',
        signal,
        say: (text) => progress({ text, done: 0, total: 0, counts: [] }),
      });
      return session.run.record({ type: 'source-found', source });
    },
    'powershell.transcript': () => Promise.resolve(openSessionOf(desk).site.exchange.transcript()),
  };
}
