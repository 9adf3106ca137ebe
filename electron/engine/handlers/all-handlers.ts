import type { Desk } from '../engine';
import type { EngineHandlers } from '../types';
import { accountHandlers } from './accounts';
import { changeHandlers } from './changes';
import { connectHandlers } from './connect';
import { connectorHandlers } from './connectors';
import { measureHandlers } from './measure';
import { recipientHandlers } from './recipients';
import { runHandlers } from './runs';
import { startHandlers } from './start';
import { undoHandlers } from './undo';

function notYet(): Pick<
  EngineHandlers,
  'run.ticket' | 'planFile.text' | 'planFile.import' | 'report.text' | 'runbook.text'
> {
  const stub = () => Promise.reject(new Error('Not there yet.'));
  return {
    'run.ticket': stub,
    'planFile.text': stub,
    'planFile.import': stub,
    'report.text': stub,
    'runbook.text': stub,
  };
}

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
    ...undoHandlers(desk),
    ...notYet(),
  };
}
