import type { JournalRecord, RunEvent } from '../../../../shared/run/event';
import { foldEvents } from '../../../../shared/run/fold';

/** An event as the journal holds it, a second after the one before. */
export const record = (event: RunEvent, seq = 1): JournalRecord => ({
  seq,
  at: `2026-11-24T11:45:0${seq % 10}.000Z`,
  event,
  prev: '',
  hash: '',
});

/** The state of a run that recorded these. */
export const fold = (...events: RunEvent[]) =>
  foldEvents(
    '20261124-114503-7f3k2a',
    events.map((event, index) => record(event, index + 1)),
  );
