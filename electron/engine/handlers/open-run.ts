import type { Desk } from '../engine';
import type { EngineHandlers } from '../types';
import { accountHandlers } from './accounts';
import { changeHandlers } from './changes';
import { connectHandlers } from './connect';
import { connectorHandlers } from './connectors';
import { measureHandlers } from './measure';
import { recipientHandlers } from './recipients';
import { runHandlers } from './runs';

/** Every channel but Start's. With them come the servers, the lab and all rules, so they are loaded with the first of them. */
export function openRunHandlers(desk: Desk): Omit<EngineHandlers, 'start.info' | 'runs.list'> {
  return {
    ...runHandlers(desk),
    ...connectHandlers(desk),
    ...connectorHandlers(desk),
    ...accountHandlers(desk),
    ...measureHandlers(desk),
    ...recipientHandlers(desk),
    ...changeHandlers(desk),
  };
}
