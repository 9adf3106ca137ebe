import type { Connector } from '../../shared/exchange/connector';
import type { RunState } from '../../shared/run/state';

/** The connectors that the user chose to change, in the order chosen; empty before page 2 is done. */
export function chosenConnectors(state: RunState): Connector[] {
  return state.connectorGuids.flatMap((guid) => state.connectors.find((connector) => connector.guid === guid) ?? []);
}
