import { formatNumber } from '../format';
import type { EffectiveLimit } from './plan';

/** `99, held by MaxInboundConnectionPercentagePerSource`. */
export function limitText({ limit, heldBy }: EffectiveLimit): string {
  return limit === null ? 'no limit' : `${formatNumber(limit)}, held by ${heldBy ?? ''}`;
}
