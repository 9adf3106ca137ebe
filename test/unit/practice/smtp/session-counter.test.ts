import { describe, expect, it } from 'vitest';
import { createSessionCounter } from '../../../../electron/engine/practice/smtp/session-counter';

const perSource =
  '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel';
const total =
  '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel';

const limits = (max: string, percentage: string, source: string) => ({
  Guid: 'one',
  MaxInboundConnection: max,
  MaxInboundConnectionPercentagePerSource: percentage,
  MaxInboundConnectionPerSource: source,
});

/** How many sessions one source can hold while others hold theirs, and the words of the refusal. */
function fill(connector: ReturnType<typeof limits>, others: number): { held: number; refusal: string | null } {
  const counter = createSessionCounter('Version 14.3 (Build 123.4)');
  const open = limits('unlimited', '100', 'unlimited');
  for (let other = 0; other < others; other += 1) counter.enter(open, `10.0.0.${other % 50}`);
  for (let held = 0; held < 600; held += 1) {
    const refusal = counter.enter(connector, '192.168.5.10');
    if (refusal !== null) return { held, refusal };
  }
  return { held: 600, refusal: null };
}

describe('sessions that one source can hold', () => {
  it.each([
    ['5000', '2', '20', [20, 20, 20, 20]],
    ['5000', '2', '100', [99, 97, 79, 20]],
    ['5000', '2', '150', [99, 97, 79, 20]],
    ['5000', '2', 'unlimited', [99, 97, 79, 20]],
    ['5000', '3', '150', [146, 143, 117, 30]],
    ['5000', '4', '150', [150, 150, 150, 39]],
    ['5000', '20', '100', [100, 100, 100, 100]],
    ['5000', '11', '500', [496, 486, 397, 99]],
    ['5000', '12', '500', [500, 500, 429, 108]],
    ['5000', '100', '500', [500, 500, 500, 500]],
    ['500', '2', '20', [10, 8]],
    ['1000', '2', '20', [20, 18, 0, 0]],
    ['unlimited', '2', '100', [100, 100, 100, 100]],
  ])('max %s, %s %%, per source %s', (max, percentage, source, expected) => {
    const others = [0, 100, 1000, 4000].slice(0, expected.length);
    expect(others.map((count) => fill(limits(max, percentage, source), count).held)).toEqual(expected);
  });

  it('are refused in the words of the limit that was met', () => {
    expect(fill(limits('5000', '2', '20'), 0).refusal).toBe(perSource);
    expect(fill(limits('5000', '2', '100'), 0).refusal).toBe(perSource);
    expect(fill(limits('50', '100', 'unlimited'), 10)).toEqual({ held: 40, refusal: total });
    expect(fill(limits('50', '100', '40'), 10)).toEqual({ held: 40, refusal: total });
    expect(fill(limits('unlimited', '100', 'unlimited'), 0).refusal).toBeNull();
  });
});

describe('the session counter', () => {
  it('counts out refused and ended sessions, per connector and source', () => {
    const counter = createSessionCounter('Version 14.3 (Build 123.4)');
    const connector = limits('5000', '100', '1');
    const other = { ...connector, Guid: 'two' };
    expect(counter.enter(connector, 'a')).toBeNull();
    expect(counter.enter(connector, 'a')).toBe(perSource);
    expect(counter.enter(connector, 'b')).toBeNull();
    expect(counter.enter(other, 'a')).toBeNull();
    expect([...counter.open(connector)]).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    counter.leave(connector, 'a');
    expect(counter.enter(connector, 'a')).toBeNull();
  });

  it('takes the limits of the moment of each connect', () => {
    const counter = createSessionCounter('Version 14.3 (Build 123.4)');
    expect(counter.enter(limits('5000', '100', '1'), 'a')).toBeNull();
    expect(counter.enter(limits('5000', '100', '2'), 'a')).toBeNull();
    // Sessions over a limit that was lowered stay; only the next one is refused.
    expect(counter.enter(limits('5000', '100', '1'), 'a')).toBe(perSource);
    expect(counter.open(limits('5000', '100', '1')).get('a')).toBe(2);
  });
});
