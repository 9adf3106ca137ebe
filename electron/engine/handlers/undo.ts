import { openSessionOf, type Desk } from '../engine';
import { lookAtChanges } from '../run/look-at-changes';
import type { EngineHandlers } from '../types';

export function undoHandlers(desk: Desk): Pick<EngineHandlers, 'undo.look'> {
  return {
    'undo.look': async (_input, { signal }) =>
      (await lookAtChanges(openSessionOf(desk), signal)).flatMap(({ rows }) => rows),
  };
}
