import { createRandom } from '../../../electron/engine/practice/random';
import type { PlanRequest } from '../../../shared/run/plan';
import type { SettingId } from './model';
import { timeoutId } from './servers';

/** Chance with a seed. */
export function createDice(seed: number) {
  const random = createRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const chance = (share: number) => random() < share;
  const pick = <const T>(all: readonly [T, ...T[]]): T => all[whole(0, all.length - 1)] ?? all[0];
  const some = <T>(all: readonly T[], share: number): T[] => all.filter(() => chance(share));

  /** The run's numbers are even and everybody else's odd, so that a value tells whose it is. */
  const even = (least: number, most: number) => 2 * whole(Math.ceil(least / 2), Math.floor(most / 2));
  const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);

  return {
    whole,
    chance,
    pick,
    some,
    request(): PlanRequest {
      switch (pick(['connections', 'efficiency', 'timeout'])) {
        case 'connections':
          return {
            step: 'connections',
            maxInboundConnectionPerSource: String(even(2, 1000)),
            maxInboundConnectionPercentagePerSource: String(even(2, 100)),
          };
        case 'efficiency':
          return { step: 'efficiency', maxAcknowledgementDelay: String(even(2, 598)), tarpitInterval: null };
        case 'timeout':
          return { step: 'timeout', timeout: String(even(2, 600)) };
      }
    },
    foreignValue(id: SettingId): string {
      const odd = even(2, 98) + 1;
      return id !== timeoutId && id.endsWith('Delay') ? clock(odd) : String(odd);
    },
  };
}
export type Dice = ReturnType<typeof createDice>;
