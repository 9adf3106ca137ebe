import { expect, it } from 'vitest';
import { compareLadders } from '../../../../shared/run/compare-ladders';
import type { LadderResult } from '../../../../shared/run/measurement';
import { makeLadder } from '../../../support/run-fixtures';

const compare = (after: Partial<LadderResult>, before: Partial<LadderResult> = {}) =>
  compareLadders(makeLadder(before), makeLadder({ phase: 'after', opened: 100, limit: 100, ...after }));

it('says what one source could hold', () => {
  expect(compare({})).toEqual({ notComparable: null, fact: 'sessions of one source 20 → 100' });
  expect(compare({ opened: 105, limit: null, refusal: null })).toEqual({
    notComparable: null,
    fact: 'sessions of one source 20 → at least 105',
  });
});

it.each<[Partial<LadderResult>, string]>([
  [{ stopped: true }, 'The ladder after the changes tells no limit: it was stopped.'],
  [{ dropped: 2, limit: null }, 'The ladder after the changes tells no limit: 2 sessions ended while they were held.'],
  [
    { limit: null, refusal: { text: '421 4.3.2 Service not available', class: 'service-not-available' } },
    'The ladder after the changes tells no limit: what Exchange answered names none.',
  ],
  [{ limit: null }, 'The ladder after the changes tells no limit: Exchange named one, but not three times on end.'],
  [
    { opened: 12, alreadyOpen: 3, limit: null, refusal: { text: '421 4.3.2 total', class: 'total-limit' } },
    'The ladder after the changes tells no limit: the total limit MaxInboundConnection was reached with 15 sessions of this source.',
  ],
  [{ sourceAddress: '10.1.5.21' }, 'The two ladders differ in the source address: 10.1.5.20 before, 10.1.5.21 after.'],
  [
    { port: 587 },
    'The two ladders differ in the server: ex10-hub1.corp.example:25 before, ex10-hub1.corp.example:587 after.',
  ],
])('%j is not comparable', (after, reason) => {
  expect(compare(after).notComparable).toBe(reason);
});

it('nor is one that was stopped before', () => {
  expect(compare({}, { stopped: true }).notComparable).toMatch(/^The ladder before the changes tells no limit/);
});
