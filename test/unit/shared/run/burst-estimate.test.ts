import { expect, it } from 'vitest';
import { estimateBurst } from '../../../../shared/run/burst-estimate';
import { makeBurst } from '../../../support/run-fixtures';
import { makeConnector } from '../exchange/make-connector';

const connector = (changes: Record<string, string>) => makeConnector('EX10-HUB1\\Relay SQL Server', changes);
const shipped = {
  MaxInboundConnection: '5000',
  MaxInboundConnectionPerSource: '20',
  MaxInboundConnectionPercentagePerSource: '2',
  MaxAcknowledgementDelay: '00:00:30',
};

it('goes by the last test', () => {
  // 100 mails in two minutes.
  expect(estimateBurst(1000, makeBurst(), connector(shipped))).toBe(
    'At the pace of the last test, 1,000 mails take about 20 min.',
  );
});

it('goes by sessions and the seconds they are held where nothing was tested', () => {
  expect(estimateBurst(100, null, connector(shipped))).toBe(
    'If Exchange holds each final reply back for its full 30 s and 20 sessions work at once, 100 mails take about 2 min 30 s; a mail that is refused waits a minute more.',
  );
  expect(estimateBurst(1, null, connector(shipped))).toContain('1 mail takes about 30 s');
});

it('makes no number up', () => {
  const none = 'Database Mail’s own speed decides how long 100 mails take; a mail that is refused waits a minute more.';
  expect(estimateBurst(100, null, connector({ ...shipped, MaxAcknowledgementDelay: '00:00:00' }))).toBe(none);
  expect(estimateBurst(100, makeBurst({ stopped: true }), null)).toBe(none);
});
