import { openSessionOf, type Desk } from '../desk';
import { lookAtChanges } from '../run/look-at-changes';
import type { EngineHandlers } from '../types';

export function undoHandlers(desk: Desk): Pick<EngineHandlers, 'undo.look'> {
  return {
    'undo.look': async (_input, { signal }) =>
      (await lookAtChanges(openSessionOf(desk), signal)).flatMap(({ rows }) => rows),
  };
}
