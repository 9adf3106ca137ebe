import { expect, test } from 'vitest';
import { exchangeVersion, ignoresAcknowledgementDelay } from '../../../../shared/exchange/version';

test.each([
  ['Version 8.3 (Build 83.6)', { major: 8, minor: 3 }, false],
  ['Version 14.3 (Build 123.4)', { major: 14, minor: 3 }, false],
  ['Version 15.0 (Build 1497.2)', { major: 15, minor: 0 }, true],
  ['15.2.1118.7', { major: 15, minor: 2 }, true],
  ['Exchange 2010', null, false],
  [null, null, false],
])('%s', (text, version, ignores) => {
  expect(exchangeVersion(text)).toEqual(version);
  expect(ignoresAcknowledgementDelay(text)).toBe(ignores);
});
