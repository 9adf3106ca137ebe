import { expect, test } from 'vitest';
import { sameHost } from '../../../../shared/exchange/same-host';

test.each([
  [['10.1.1.1'], ['10.1.1.1'], 'same'],
  [['10.1.1.1', '10.1.1.2'], ['10.1.1.2', '10.1.1.3'], 'same'],
  [['10.1.1.1'], ['10.1.1.2'], 'other'],
  [[], ['10.1.1.2'], 'unknown'],
  [['10.1.1.1'], [], 'unknown'],
] as const)('%j and %j: %s', (one, other, expected) => expect(sameHost(one, other)).toBe(expected));
