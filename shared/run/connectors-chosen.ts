import { connectorByGuid } from '../exchange/connector';
import type { Connector } from '../exchange/connector';
import type { RunState } from './state';

/** The connectors that the user chose to change, in the order chosen, as last read; empty before page 2 is done. */
export function connectorsChosen(state: Pick<RunState, 'connectorGuids' | 'connectors'>): Connector[] {
  return state.connectorGuids.flatMap((guid) => connectorByGuid(state.connectors, guid) ?? []);
}
