import type { Desk } from '../desk';
import type { EngineHandlers } from '../types';
import { accountHandlers } from './accounts';
import { changeHandlers } from './changes';
import { connectHandlers } from './connect';
import { connectorHandlers } from './connectors';
import { evidenceHandlers } from './evidence';
import { measureHandlers } from './measure';
import { planFileHandlers } from './plan-file';
import { recipientHandlers } from './recipients';
import { runHandlers } from './runs';
import { startHandlers } from './start';
import { undoHandlers } from './undo';

/** Every channel. With them come the servers, the lab and all rules, so that Start does without. */
export function allHandlers(desk: Desk): EngineHandlers {
  return {
    ...startHandlers(desk),
    ...runHandlers(desk),
    ...connectHandlers(desk),
    ...connectorHandlers(desk),
    ...accountHandlers(desk),
    ...measureHandlers(desk),
    ...recipientHandlers(desk),
    ...changeHandlers(desk),
    ...planFileHandlers(desk),
    ...evidenceHandlers(desk),
    ...undoHandlers(desk),
  };
}
